package waymark.privacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.platform.erasure.Batch;
import waymark.platform.erasure.Fate;
import waymark.platform.erasure.Traces;

/**
 * What has to be done to erase somebody, in its order. Each step does a bounded part in one transaction and says where to go
 * on; done again it finds what is left. First goes what the person wrote, then what leads to them in what others wrote.
 */
final class ErasureSteps {

    /** Of each kind of text, so many are looked for afterwards. */
    private static final int TEXTS_SOUGHT = 20;

    private final ErasedParts parts;
    private final List<Step> steps = new ArrayList<>();

    ErasureSteps(ErasedParts parts) {
        this.parts = parts;
        whatThePersonHas();
        whatWasDecided();
        whatOthersWrote();
    }

    private void whatThePersonHas() {
        add("account", "account", (tx, run, after) -> {
            parts.accounts().close(tx, run.account());
            parts.accounts().eraseAtLast(tx, run.account(), run.neutralEnding());
            return Batch.last(1);
        });
        add("mails", "account", (tx, run, after) -> {
            int unused = parts.mails().forget(tx, run.account());
            return Batch.last(0);
        });
        add("exports", "account", (tx, run, after) -> {
            int unused = ExportStore.deleteAll(tx, run.account());
            return Batch.last(0);
        });
        add("submissions", "waiting", (tx, run, after) -> parts.submissions().empty(tx, run.account()));
        add("drafts", "drafts", (tx, run, after) -> {
            int gone = parts.drafts().erase(tx, run.account());
            return Batch.last(gone);
        });
        add("bookmarks", "account", (tx, run, after) -> {
            var batch = parts.bookmarks().erase(tx, run.account());
            return new Batch(0, batch.next());
        });
        add(
                "earlier-versions",
                "earlier-versions",
                (tx, run, after) -> parts.posts().removeRevisions(tx, run.account()));
        add(
                "posts",
                "posts",
                (tx, run, after) -> run.posts().keepsWords()
                        ? Batch.last(0)
                        : parts.posts().removePosts(tx, run.account(), run.posts()));
        // After the posts: nobody can quote them any more.
        add(
                "quotes-in-submissions",
                "quotes-by-others",
                (tx, run, after) -> run.posts().keepsWords()
                        ? Batch.last(0)
                        : parts.submissions().removeQuotes(tx, run.account()));
        add(
                "quotes-in-drafts",
                "quotes-by-others",
                (tx, run, after) -> run.posts().keepsWords()
                        ? Batch.last(0)
                        : parts.drafts().removeQuotes(tx, run.account()));
        add(
                "threads",
                "threads",
                (tx, run, after) ->
                        run.posts().keepsWords() ? Batch.last(0) : parts.posts().removeTitles(tx, run.account()));
        add("mentions", "mentions-by-others", (tx, run, after) -> parts.posts().removeMentions(tx, run.account()));
        add(
                "likes",
                "likes",
                (tx, run, after) ->
                        run.likes() == Fate.REMOVE_ALL ? parts.likes().erase(tx, run.account()) : Batch.last(0));
        add(
                "story-likes",
                "likes",
                (tx, run, after) ->
                        run.likes() == Fate.REMOVE_ALL ? parts.storyLikes().erase(tx, run.account()) : Batch.last(0));
        add("stories", "stories", (tx, run, after) -> parts.stories().erase(tx, run.account(), run.stories(), after));
        add("reports", "reports", (tx, run, after) -> parts.reports().detach(tx, run.account(), run.reports()));
        add("signposts", "signposts", (tx, run, after) -> parts.matches().erase(tx, run.account()));
        add("restrictions", "account", (tx, run, after) -> {
            int unused = parts.restrictions().erase(tx, run.account());
            return Batch.last(0);
        });
        add("ties", "account", (tx, run, after) -> {
            int unused = parts.mutes().forget(tx, run.account());
            return new Batch(0, parts.cases().forgetTies(tx, run.account()).next());
        });
        add("preferences", "account", (tx, run, after) -> {
            int unused = parts.preferences().forget(tx, run.account());
            return Batch.last(0);
        });
        add("following", "account", (tx, run, after) -> {
            var batch = parts.following().forget(tx, run.account());
            return new Batch(0, batch.next());
        });
        add("notifications", "account", (tx, run, after) -> {
            var batch = parts.notifications().erase(tx, run.account());
            return new Batch(0, batch.next());
        });
        add(
                "stored-answers",
                "stored-answers",
                (tx, run, after) -> parts.retries().erase(tx, run.account()));
    }

    private void whatWasDecided() {
        add("reported", "reported", (tx, run, after) -> parts.reports().empty(tx, run.account()));
        add("letters", "letters", (tx, run, after) -> parts.decisions().emptyLetters(tx, run.account()));
        add("notes", "notes", (tx, run, after) -> parts.notes().empty(tx, run.account()));
        add("case-notes", "notes", (tx, run, after) -> parts.cases().emptyNotes(tx, run.account()));
    }

    private void whatOthersWrote() {
        clear("posts", (tx, run, after) -> parts.posts().clearPosts(tx, run.account(), run.traces(), after));
        clear("revisions", (tx, run, after) -> parts.posts().clearRevisions(tx, run.account(), run.traces(), after));
        clear("quotes", (tx, run, after) -> parts.posts().clearQuotes(tx, run.account(), run.traces(), after));
        clear("threads", (tx, run, after) -> parts.posts().clearThreads(tx, run.account(), run.traces(), after));
        clear("submissions", (tx, run, after) -> parts.submissions().clear(tx, run.account(), run.traces(), after));
        clear("drafts", (tx, run, after) -> parts.drafts().clear(tx, run.traces()));
        clear("bookmarks", (tx, run, after) -> parts.bookmarks().clear(tx, run.traces()));
        clear("stories", (tx, run, after) -> parts.stories().clearTexts(tx, run.account(), run.traces(), after));
        clear("copies", (tx, run, after) -> parts.stories().clearCopies(tx, run.account(), run.traces(), after));
        clear("story-steps", (tx, run, after) -> parts.stories().clearSteps(tx, run.traces()));
        clear(
                "report-messages",
                (tx, run, after) -> parts.reports().clearMessages(tx, run.account(), run.traces(), after));
        clear("snapshots", (tx, run, after) -> parts.reports().clearSnapshots(tx, run.account(), run.traces(), after));
        clear("letters", (tx, run, after) -> parts.decisions().clearLetters(tx, run.account(), run.traces(), after));
        clear("appeals", (tx, run, after) -> parts.decisions().clearAppeals(tx, run.account(), run.traces(), after));
        clear("notes", (tx, run, after) -> parts.notes().clear(tx, run.account(), run.traces(), after));
        clear("quotes-in-submissions", (tx, run, after) -> parts.submissions().clearQuotes(tx, run.traces()));
        clear("originals", (tx, run, after) -> parts.stories().clearOriginals(tx, run.traces()));
        clear("canned-replies", (tx, run, after) -> parts.replies().clear(tx, run.traces()));
        clear("watched-words", (tx, run, after) -> parts.words().clear(tx, run.traces(), after));
        clear("documents", (tx, run, after) -> parts.documents().clear(tx, run.traces()));
        clear("case-notes", (tx, run, after) -> parts.cases().clearNotes(tx, run.account(), run.traces(), after));
    }

    List<String> codes() {
        return steps.stream().map(Step::code).toList();
    }

    Step require(String code) {
        return steps.stream()
                .filter(step -> step.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no step is called " + code));
    }

    /** Where it begins anew, when somebody has written the name while it was looked for. */
    String again() {
        return after("account").orElseThrow();
    }

    /** Empty behind the last. */
    Optional<String> after(String code) {
        int next = codes().indexOf(code) + 1;
        return next < steps.size() ? Optional.of(steps.get(next).code()) : Optional.empty();
    }

    /** What stayed for open cases and can go by now; a part of it. */
    boolean emptySettled(DSLContext tx, Run run) {
        return IntStream.range(0, steps.size())
                .mapToObj(steps::get)
                .filter(step -> Set.of("reports", "reported", "letters", "notes", "case-notes")
                        .contains(step.code()))
                .map(step -> step.work().run(tx, run, Optional.empty()))
                .noneMatch(batch -> batch.next().isPresent());
    }

    /** Texts that are going to be gone, so that a check can look for pieces of them afterwards. */
    Set<String> someWords(DSLContext tx, Run run) {
        var words = new LinkedHashSet<String>();
        if (!run.posts().keepsWords()) {
            words.addAll(parts.posts().someWords(tx, run.account(), TEXTS_SOUGHT));
            words.addAll(parts.submissions().someWords(tx, run.account(), TEXTS_SOUGHT));
        }
        words.addAll(parts.stories().someWords(tx, run.account(), run.stories(), TEXTS_SOUGHT));
        if (!run.reports().keepsWords()) {
            words.addAll(parts.reports().someWords(tx, run.account(), TEXTS_SOUGHT));
        }
        words.addAll(parts.decisions().someWords(tx, run.account(), TEXTS_SOUGHT));
        return words;
    }

    /** How much there is of each kind. */
    Map<String, Integer> count(DSLContext tx, AccountId account) {
        var counts = new LinkedHashMap<String, Integer>();
        counts.put("account", 1);
        counts.putAll(parts.posts().count(tx, account));
        counts.put("waiting", parts.submissions().count(tx, account));
        counts.put("drafts", parts.drafts().count(tx, account));
        counts.put("stories", parts.stories().count(tx, account));
        counts.put(
                "likes", parts.likes().count(tx, account) + parts.storyLikes().count(tx, account));
        counts.put("reports", parts.reports().countMade(tx, account));
        counts.put("reported", parts.reports().countSnapshots(tx, account));
        counts.put("letters", parts.decisions().countLetters(tx, account));
        counts.put("notes", parts.notes().count(tx, account) + parts.cases().countNotes(tx, account));
        counts.put("signposts", parts.matches().count(tx, account));
        return counts;
    }

    /** What stays of it for now, or for good, by the code of the reason. */
    Map<String, Integer> kept(DSLContext tx, AccountId account, ErasureChoice choice, boolean before) {
        var kept = new LinkedHashMap<String, Integer>();
        kept.put("open-cases", before ? parts.cases().countOpen(tx, account) : openCases(tx, account));
        kept.put("decisions", parts.decisions().countDecisions(tx, account));
        kept.put("audit-log", ErasurePreviewStore.countAudited(tx, account));
        kept.put("consents", ErasurePreviewStore.countConsents(tx, account));
        kept.put("copies-elsewhere", ErasurePreviewStore.countCopies(tx, account));
        kept.put(
                "anonymous-words",
                choice.content().posts().keepsWords()
                        ? parts.posts().count(tx, account).getOrDefault("posts", 0)
                        : 0);
        kept.put(
                "published-stories",
                choice.content().stories().keepsWords() ? parts.stories().countPublished(tx, account) : 0);
        kept.values().removeIf(count -> count == 0);
        // These are there in any case.
        kept.put("reserved-name", 1);
        kept.put("words-of-others", 0);
        kept.put("backups", 0);
        return kept;
    }

    /** What is left for cases that nobody has settled; at least the cases themselves, about which more can be written. */
    int openCases(DSLContext tx, AccountId account) {
        int words = parts.reports().countKept(tx, account)
                + parts.decisions().countLetters(tx, account)
                + parts.notes().count(tx, account)
                + parts.cases().countNotes(tx, account);
        return Math.max(words, parts.cases().countOpen(tx, account));
    }

    private void add(String code, String kind, Work work) {
        steps.add(new Step(code, kind, work));
    }

    private void clear(String code, Work work) {
        add("clear-" + code, "name-in-others-words", work);
    }

    /** @param kind what it counts */
    record Step(String code, String kind, Work work) {}

    @FunctionalInterface
    interface Work {
        Batch run(DSLContext tx, Run run, Optional<String> after);
    }

    /** Whose erasure it is, what they chose, and what leads to them. */
    record Run(AccountId account, ErasureChoice choice, Traces traces, String neutralEnding) {

        Fate posts() {
            return choice.content().posts();
        }

        Fate stories() {
            return choice.content().stories();
        }

        Fate likes() {
            return choice.content().likes();
        }

        Fate reports() {
            return choice.content().reports();
        }
    }
}
