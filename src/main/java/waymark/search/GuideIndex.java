package waymark.search;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import waymark.guides.Guides;
import waymark.guides.Passage;

/**
 * The guides that are served now, with the words by which they are found. There are few, so they are handed to each search
 * instead of being kept in a table, which could say something else than what is served.
 */
final class GuideIndex {

    static final Field<String> ID = field(name("guide", "id"), SQLDataType.CLOB);
    static final Field<String> WORDS = field(name("guide", "words"), SQLDataType.CLOB);

    private static final Pattern LEXEME = Pattern.compile("'(?:[^']|'')*'");

    private final Guides guides;
    private final Synonyms synonyms;
    private volatile Shelf latest = Shelf.EMPTY;

    GuideIndex(Guides guides, Synonyms synonyms) {
        this.guides = guides;
        this.synonyms = synonyms;
    }

    Shelf current(DSLContext tx) {
        var version = guides.version();
        var known = latest;
        if (known.version().equals(version)) {
            return known;
        }
        var passages = guides.passages();
        var words = words(tx, passages);
        var lexemes = words.stream().map(GuideIndex::lexemesIn).toList();
        var fresh = new Shelf(version, passages, words, lexemes, new Spelling(known(passages)));
        latest = fresh;
        return fresh;
    }

    private Stream<String> known(List<Passage> passages) {
        return Stream.concat(
                synonyms.words().stream(),
                passages.stream()
                        .flatMap(each -> Stream.of(each.title(), each.text()))
                        .flatMap(Synonyms::split));
    }

    private static List<String> words(DSLContext tx, List<Passage> passages) {
        return tx.fetch(
                        """
                        select (search_words(title, 'A') || search_topics(array[topics]) || search_words(body, 'C'))::text
                          from unnest({0}::text[], {1}::text[], {2}::text[]) with ordinality
                            as passage (title, topics, body, place)
                          order by place
                        """,
                        val(passages.stream()
                                .map(each -> each.guideTitle() + " " + each.title())
                                .toArray(String[]::new)),
                        val(passages.stream()
                                .map(each -> String.join(" ", each.topics()))
                                .toArray(String[]::new)),
                        val(passages.stream().map(Passage::text).toArray(String[]::new)))
                .getValues(0, String.class);
    }

    /** Those in a tsvector or a tsquery as PostgreSQL writes it out. */
    private static Set<String> lexemesIn(String written) {
        return LEXEME.matcher(written).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /**
     * @param words of each of the passages
     * @param lexemes the same without their places
     * @param spelling of the words that are in them, and of others that are known
     */
    record Shelf(
            String version, List<Passage> passages, List<String> words, List<Set<String>> lexemes, Spelling spelling) {

        static final Shelf EMPTY = new Shelf("", List.of(), List.of(), List.of(), new Spelling(Stream.of()));

        /**
         * Those about one of these tags that have any of the words, which is all that can be found: to read the words of all of
         * them takes PostgreSQL longer than many a search.
         */
        Table<Record> table(Optional<Collection<String>> tags, String query) {
            var sought = lexemesIn(query);
            var some = IntStream.range(0, passages.size())
                    .filter(i -> !Collections.disjoint(lexemes.get(i), sought))
                    .filter(i -> tags.map(
                                    wanted -> passages.get(i).topics().stream().anyMatch(wanted::contains))
                            .orElse(true))
                    .boxed()
                    .toList();
            return DSL.table(
                            "(select id, words::tsvector from unnest({0}::text[], {1}::text[]) as raw (id, words))",
                            val(some.stream().map(i -> passages.get(i).id()).toArray(String[]::new)),
                            val(some.stream().map(words::get).toArray(String[]::new)))
                    .as("guide", "id", "words");
        }

        Optional<Passage> find(String id) {
            return passages.stream().filter(each -> each.id().equals(id)).findFirst();
        }
    }
}
