package waymark.search;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import waymark.accounts.SealEmailAddresses;
import waymark.platform.db.DatabaseSettings;
import waymark.platform.db.Migrations;
import waymark.platform.db.embedded.EmbeddedPostgres;
import waymark.platform.secret.Keyring;

/**
 * A forum with very many posts, written straight into a database that outlives the program. Words are as unevenly used as in
 * a language (Zipf): the first are those that no search looks for, then come words of this forum, then invented ones.
 */
final class LargeForum implements AutoCloseable {

    static final int POSTS = Integer.getInteger("figures.posts", 1_000_000);
    static final int THREADS = POSTS / 20;

    private static final int WORDS = 50_000;
    private static final int SHORTEST = 40;
    private static final int LONGEST = 120;
    private static final int AT_ONCE = 20_000;
    private static final int WORKERS = 2;

    /** In three posts of ten, whatever else is in them. */
    static final String COMMON = "fatigue";

    private static final List<String> SMALL_WORDS =
            List.of(("the and to of a in it is was that for on my with he she they we"
                            + " you had have be at as but so not this all are been his her our from were or when there what if by an"
                            + " who about up out will would can them no do just into more than then only its some could after before"
                            + " over very because being how while too again both each few most other own same such once here during"
                            + " through under until above below between against further off down nor where why which whom these those"
                            + " am did does doing having i me myself")
                    .split(" "));

    private static final List<String> WORDS_HERE =
            List.of(("hospital infusion cells treatment team week home lymphoma scan"
                            + " chemo consultant nurse ward infection blood neutrophils steroids dexamethasone temperature fever"
                            + " myeloma leukaemia relapse remission biopsy marrow lumbar puncture headache confusion memory"
                            + " handwriting tremor appetite sleep walking driving work family partner carer worry waiting hope"
                            + " tired rest kettle porridge garden bridging apheresis collection lymphodepletion cytokine neurotoxicity"
                            + " tocilizumab immunoglobulin transfusion platelets haemoglobin vaccination shingles travel insurance"
                            + " benefits children fertility hair taste nausea mouth skin rash")
                    .split(" "));

    private final EmbeddedPostgres server;
    private final String[] words =
            IntStream.range(0, WORDS).mapToObj(LargeForum::word).toArray(String[]::new);
    private final double[] upTo = chances();

    LargeForum(Path folder) {
        server = EmbeddedPostgres.start(folder, EmbeddedPostgres.Durability.LOST_ON_CRASH);
    }

    DatabaseSettings settings() {
        return new DatabaseSettings(
                server.jdbcUrl("waymark"),
                Optional.of(server.username()),
                Optional.of(server.password()),
                10,
                Duration.ofSeconds(30),
                Duration.ofMinutes(30));
    }

    /** Migrates it, and fills it unless it is full. */
    void fill() throws SQLException, IOException, InterruptedException {
        var unused = Migrations.apply(settings(), new SealEmailAddresses(Keyring.parse(Keyring.fresh("figures"))));
        try (var connection = connect()) {
            if (count(connection) == POSTS) {
                return;
            }
            long start = System.nanoTime();
            execute(connection, """
                    truncate post, forum_thread cascade;
                    alter sequence post_place_seq restart;
                    drop index post_by_words;
                    insert into account (id, username, role, password_hash, created_at)
                      select ('01900000-0000-7000-a000-' || lpad(to_hex(i), 12, '0'))::uuid, 'writer-' || i,
                          'member', 'x', '2023-01-01Z'
                        from generate_series(1, 1000) as i on conflict do nothing;
                    """);
            threads(connection);
            var workers = new ArrayList<Thread>();
            for (int worker = 0; worker < WORKERS; worker++) {
                int own = worker;
                var thread = new Thread(() -> fill(own));
                thread.start();
                workers.add(thread);
            }
            for (var worker : workers) {
                worker.join();
            }
            System.out.printf(Locale.ROOT, "%,d posts in %.0f s%n", POSTS, (System.nanoTime() - start) / 1e9);
            execute(connection, """
                    set maintenance_work_mem = '1GB';
                    create index post_by_words on post using gin (words, search_parts(search_part(place, number = 1), number = 1))
                      with (fastupdate = off)
                      where deleted_at is null and removed_at is null;
                    """);
            execute(connection, "alter sequence post_place_seq restart with " + (POSTS + 1));
            execute(connection, "vacuum analyze post");
            execute(connection, "vacuum analyze forum_thread");
            System.out.printf(Locale.ROOT, "with indexes in %.0f s%n", (System.nanoTime() - start) / 1e9);
        }
    }

    /** The word that is so often used: 0 is the most common one. */
    static String word(int rank) {
        var first = Stream.concat(SMALL_WORDS.stream(), WORDS_HERE.stream()).toList();
        if (rank < first.size()) {
            return first.get(rank);
        }
        var letters = new StringBuilder("zo");
        for (int rest = rank; rest > 0; rest /= 20) {
            letters.append("bcdfghjklmnpqrtvwxzk".charAt(rest % 20)).append('o');
        }
        return letters.append("zk").toString();
    }

    /** The rank of the first word that searches look for. */
    static int firstSought() {
        return SMALL_WORDS.size();
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("waymark"), server.username(), server.password());
    }

    @Override
    public void close() {
        server.close();
    }

    private static long count(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from post where place <= " + POSTS)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** One in ten is in the room for members, one in ten in another. */
    private static void threads(Connection connection) throws SQLException {
        execute(connection, """
                set session_replication_role = replica;
                insert into forum_thread (id, category_id, author_id, title, created_at, last_number, post_count,
                    last_post_at, awaiting_first_reply, version)
                  select ('01900000-0000-7000-9000-' || lpad(to_hex(i), 12, '0'))::uuid,
                      case i %% 10 when 0 then 'members-corner' when 1 then 'recovery' else 'in-hospital' end,
                      ('01900000-0000-7000-a000-' || lpad(to_hex(1 + i %% 1000), 12, '0'))::uuid,
                      (array['Fatigue', 'Driving', 'Waiting', 'Eating'])[1 + i %% 4] || ' and what helped me ' || i,
                      '2023-01-01Z'::timestamptz + i * interval '30 minutes', 20, 20,
                      '2023-01-02Z'::timestamptz + i * interval '30 minutes', false, 1
                    from generate_series(0, %d - 1) as i;
                set session_replication_role = default;
                """.formatted(THREADS));
    }

    private void fill(int worker) {
        try (var connection = connect()) {
            execute(connection, """
                    set session_replication_role = replica;
                    create temporary table said (i integer, text text);
                    """);
            for (int from = worker * AT_ONCE; from < POSTS; from += WORKERS * AT_ONCE) {
                var chance = new SplittableRandom(from);
                var lines = new StringBuilder();
                for (int i = from; i < Math.min(POSTS, from + AT_ONCE); i++) {
                    lines.append(i).append('\t').append(text(chance)).append('\n');
                }
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy said from stdin", new StringReader(lines.toString()));
                // Twenty threads are talked in at a time.
                execute(connection, """
                        insert into post (id, thread_id, number, author_id, markdown, html, plain_text, renderer_version,
                            created_at, version, words, place) overriding system value
                          select ('01900000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, forum_thread.id, number,
                              ('01900000-0000-7000-a000-' || lpad(to_hex(1 + i * 7 % 1000), 12, '0'))::uuid,
                              text, '<p>' || text || '</p>', text, 1,
                              '2023-01-01Z'::timestamptz + i * interval '90 seconds', 1,
                              case when number = 1 then search_words(title, 'A') else '' end || search_words(text, 'C'), 1 + i
                            from (select i, text, 1 + (i % 400) / 20 as number,
                                ('01900000-0000-7000-9000-' || lpad(to_hex(i / 400 * 20 + i % 20), 12, '0'))::uuid as thread_id
                              from said) as said
                            join forum_thread on forum_thread.id = said.thread_id;
                        truncate said;
                        """);
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String text(SplittableRandom chance) {
        var text = new StringBuilder();
        int length = SHORTEST + chance.nextInt(LONGEST - SHORTEST + 1);
        for (int i = 0; i < length; i++) {
            int found = Arrays.binarySearch(upTo, chance.nextDouble());
            text.append(words[Math.min(WORDS - 1, found < 0 ? -found - 1 : found)])
                    .append(i % 12 == 11 ? ". " : " ");
        }
        return chance.nextInt(10) < 3 ? text + COMMON : text.toString().strip();
    }

    private static double[] chances() {
        var upTo = new double[WORDS];
        double sum = 0;
        for (int rank = 0; rank < WORDS; rank++) {
            sum += 1 / (rank + 2.7);
            upTo[rank] = sum;
        }
        for (int rank = 0; rank < WORDS; rank++) {
            upTo[rank] /= sum;
        }
        return upTo;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
