package waymark.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;

/** How many statements a list costs: a few, and as many for a long page as for a short one. */
class QueryCountTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    /** Besides finding out who asks, which every request does. */
    private static final int MOST = 4;

    /** Lists that take more, and why. They too take as many for a long page as for a short one. */
    private static final Map<String, Integer> MORE = Map.of(
            // That somebody read it is written into the chain of the audit log, in three statements.
            "listNotesAboutMember",
            5,
            // The thread, its posts and what they quote; and to members what they like and whom they have muted, and
            // whether
            // the thread is locked.
            "listPosts",
            6);

    private static final ConcurrentLinkedQueue<Said> STATEMENTS = new ConcurrentLinkedQueue<>();

    private record Said(String thread, String sql) {}

    private static Stage stage = Stage.small(forum);

    @BeforeAll
    static void listsAreLong() {
        Stage.signUp(forum);
        stage = Stage.large(forum);
        boolean unused = forum.db().read(tx -> {
            tx.configuration().set(new DefaultExecuteListenerProvider(new ExecuteListener() {

                private static final long serialVersionUID = 1L;

                @Override
                public void executeStart(ExecuteContext ctx) {
                    STATEMENTS.add(new Said(Thread.currentThread().getName(), String.valueOf(ctx.sql())));
                }
            }));
            return true;
        });
    }

    @Test
    void aListOfThreadsThatIsNarrowedTakesOneMoreForEachWayAndNoMoreForALongPage() {
        var request = stage.request(ContractRoute.named("listThreads"));
        var asked =
                new Stage.Request(request.route(), forum.bob(), request.target(), request.headers(), request.body());
        int few = ask(asked, "category=before-treatment&tag=waiting&limit=1").size();
        assertEquals(
                few,
                ask(asked, "category=before-treatment&tag=waiting&limit=100").size());
        assertEquals(MOST + 2, few);
    }

    @Test
    void noListTakesMoreForALongPageAndNoneMoreThanAFew() {
        var found = new ArrayList<String>();
        var lists = ContractRoute.all().stream()
                .filter(route -> route.reads() && route.isList())
                .toList();
        assertTrue(lists.size() > 20, "lists: " + lists.size());
        for (var route : lists) {
            var request = stage.request(route);
            if (route.access().equals("guest")) {
                // To members there is more to say.
                request = new Stage.Request(route, forum.bob(), request.target(), request.headers(), request.body());
            }
            int few = ask(request, "limit=1").size();
            var statements = ask(request, "limit=100");
            int many = statements.size();
            int most = MORE.getOrDefault(route.id(), MOST);
            if (many > few || Math.max(few, many) > most) {
                found.add(route + " (" + route.id() + "): " + few + " for one, " + many + " for many\n  "
                        + statements.stream()
                                .map(sql -> sql.replaceAll("\\s+", " "))
                                .map(sql -> sql.substring(0, Math.min(160, sql.length())))
                                .collect(Collectors.joining("\n  ")));
            }
        }
        assertEquals("", String.join("\n", found));
    }

    private static List<String> ask(Stage.Request request, String query) {
        STATEMENTS.clear();
        var answer = request.send(request.with(query), null);
        assertEquals(200, answer.status(), answer.body());
        return Stream.of(STATEMENTS.toArray(Said[]::new))
                // Workers of the forum go about their business at the same time.
                .filter(said -> said.thread().startsWith("JettyServer"))
                .filter(said -> !said.sql().contains("from session"))
                .map(Said::sql)
                .toList();
    }
}
