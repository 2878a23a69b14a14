package waymark.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.reports.Reporting.caseAbout;
import static waymark.reports.Reporting.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.cases.Target;
import waymark.ids.ThreadId;
import waymark.testing.Answer;
import waymark.testing.Together;

class SnapshotTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final TestForum.Started alices = forum.thread(forum.alice());
    private final String thread = alices.thread();
    private final String post = alices.post();

    @Test
    void whatWasReportedSurvivesAnEditAndADeletion() {
        var reply = forum.reply(forum.alice(), thread, "Ring me on **my** number.");
        var html = forum.guest().get("/posts/" + reply).text("/post/html");
        report(forum.bob(), "post", reply, "personal-data");
        edit(reply, "Something harmless.");
        forum.alice().with("If-Match", "*").delete("/posts/" + reply).expect(204);

        var kept = snapshots(Reporting.post(reply));
        assertEquals(1, kept.size());
        assertEquals(Optional.of("Ring me on **my** number."), kept.get(0).markdown());
        assertEquals(Optional.of(html), kept.get(0).html());
        assertEquals(1, kept.get(0).version());
        assertEquals(forum.clock().instant(), kept.get(0).takenAt());
        var id = caseAbout(forum, reply);
        assertEquals(
                kept.get(0).id(),
                forum.db().read(tx -> forum.reports().of(tx, id)).get(0).snapshotId());
    }

    @Test
    void thereIsOneForEachVersionThatWasReported() {
        report(forum.bob(), "post", post, "spam");
        report(forum.guest(), "post", post, "abuse");
        edit(post, "Other words.");
        edit(post, "Yet other words.");
        report(forum.bob(), "post", post, "spam");

        var kept = snapshots(Reporting.post(post));
        assertEquals(List.of(3, 1), kept.stream().map(Snapshot::version).toList());
        assertEquals(
                List.of("Yet other words.", "The opening words."),
                kept.stream().map(each -> each.markdown().orElseThrow()).toList());
    }

    @Test
    void ofAThreadTitleTagsAndOpeningWordsAreKept() {
        forum.alice()
                .with("If-Match", "*")
                .patch("/threads/" + thread, Map.of("title", "A better title", "tags", List.of("waiting", "infusion")))
                .expect(200);
        report(forum.bob(), "thread", thread, "spam");
        // The opening post has a version of its own: the thread's stays as it is.
        edit(post, "Other opening words.");
        report(forum.bob(), "thread", thread, "abuse");

        var kept = snapshots(Target.of(ThreadId.of(thread)));
        assertEquals(2, kept.size());
        for (var each : kept) {
            assertEquals(Optional.of("A better title"), each.title());
            assertEquals(List.of("infusion", "waiting"), each.tags());
            assertEquals(2, each.version());
        }
        assertEquals(
                List.of("Other opening words.", "The opening words."),
                kept.stream()
                        .map(each -> each.markdown().orElseThrow())
                        .sorted()
                        .toList());
    }

    @Test
    void aThreadWhoseOpeningPostIsGoneKeepsItsTitle() {
        forum.reply(forum.bob(), thread, "An answer");
        forum.alice().with("If-Match", "*").delete("/posts/" + post).expect(204);
        report(forum.bob(), "thread", thread, "spam");

        var kept = snapshots(Target.of(ThreadId.of(thread))).get(0);
        assertEquals(Optional.of("A thread to talk in"), kept.title());
        assertTrue(kept.markdown().isEmpty());
    }

    @Test
    void ofAMemberTheNameIsKept() {
        var carla = forum.account(forum.member("Carla"));
        report(forum.bob(), "member", "carla", "abuse");
        assertEquals(Optional.of("Carla"), snapshots(Target.of(carla)).get(0).title());
    }

    @Test
    void twentyReportsAtOnceKeepOneSnapshotAndLoseNoReport() {
        Together.times(20, i -> report(forum.guest(), "post", post, "spam", "Report number " + i));

        assertEquals(1, snapshots(Reporting.post(post)).size());
        var id = caseAbout(forum, post);
        assertEquals(20, Reporting.countIn(forum, id));
    }

    @Test
    void reportsAndEditsAtOnceKeepWhatStoodThere() {
        Together.times(20, i -> i % 2 == 0 ? report(forum.guest(), "post", post, "spam") : edit(post, "Version " + i));

        var written =
                forum.alice().get("/posts/" + post + "/revisions?limit=100").texts("/items", "/markdown");
        var last = forum.alice().get("/posts/" + post).text("/post/markdown");
        for (var kept : snapshots(Reporting.post(post))) {
            var words = kept.markdown().orElseThrow();
            assertTrue(written.contains(words) || last.equals(words), words);
        }
    }

    private static Answer edit(String post, String markdown) {
        return forum.alice()
                .with("If-Match", "*")
                .patch("/posts/" + post, Map.of("markdown", markdown))
                .expect(200);
    }

    private static List<Snapshot> snapshots(Target target) {
        return forum.db().read(tx -> forum.reports().snapshots(tx, target));
    }
}
