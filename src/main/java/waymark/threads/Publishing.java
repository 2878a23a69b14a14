package waymark.threads;

import java.time.Clock;
import java.util.Objects;
import org.jooq.DSLContext;
import waymark.gate.Gate;
import waymark.ids.PostId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.signposting.Examination;
import waymark.signposting.Matches;

/** Publishes what has waited, as far as it still fits: much can have happened to its thread in the meantime. */
final class Publishing {

    private final Threads threads;
    private final Posts posts;
    private final Gate gate;
    private final Matches matches;
    private final Clock clock;

    Publishing(Threads threads, Posts posts, Gate gate, Matches matches, Clock clock) {
        this.threads = threads;
        this.posts = posts;
        this.gate = gate;
        this.matches = matches;
        this.clock = clock;
    }

    /**
     * Publishes a submission at this moment. Call while holding it.
     *
     * @param examination what is new in it
     * @throws Problem ALREADY_DECIDED, THREAD_LOCKED, THREAD_MERGED, NO_LONGER_FITS
     */
    Published publish(DSLContext tx, SubmissionStore.Kept kept, Member author, Examination examination) {
        var said = kept.payload();
        var published = switch (said.kind()) {
            case THREAD -> threads.start(tx, author, said.newThread(), examination);
            case REPLY -> reply(tx, author, said, examination);
            case EDIT ->
                said.post() == null
                        ? retitle(tx, author, said, examination)
                        : edit(tx, author, said, said.post(), examination);
        };
        if (!SubmissionStore.approve(tx, kept.id(), kept.state(), published.post(), clock.instant())) {
            throw Submissions.alreadyDecided();
        }
        LabelStore.add(tx, published.post(), gate.labels(tx, said.title(), said.markdown()));
        matches.move(tx, kept.id(), published.post());
        return published;
    }

    /** What it quotes or answers and is gone by now is left out. */
    private Published reply(DSLContext tx, Member author, Payload said, Examination examination) {
        var thread = lockStanding(tx, said, author);
        var sound = References.stillSound(tx, thread.id(), said.newPost());
        return posts.replyAfterWaiting(tx, thread.id(), author, sound, examination);
    }

    private Published edit(DSLContext tx, Member author, Payload said, PostId id, Examination examination) {
        if (PostStore.findVisible(tx, id, Viewer.of(author)).isEmpty()) {
            throw noLongerFits("The post was taken down in the meantime.");
        }
        ThreadRules.holdForEditing(tx, id, author);
        var post = PostStore.lockVisible(tx, id, Viewer.of(author))
                .filter(found -> found.state() == ContentState.PUBLISHED && isBase(said, found.version()))
                .orElseThrow(() -> noLongerFits("The post was changed or taken down in the meantime."));
        var change = said.postChange();
        var sound = new PostChange(
                change.markdown(), change.quotes().map(quotes -> References.stillVerbatim(tx, post.thread(), quotes)));
        return posts.edit(tx, post, sound, examination);
    }

    private Published retitle(DSLContext tx, Member author, Payload said, Examination examination) {
        var thread = lockStanding(tx, said, author);
        if (!isBase(said, thread.version())) {
            throw noLongerFits("The thread was changed in the meantime.");
        }
        threads.change(tx, thread, said.threadChange());
        var opening = PostStore.lockOpening(tx, thread.id());
        matches.keep(tx, opening.id(), opening.author(), examination);
        return new Published(thread.id(), opening.id());
    }

    private static ThreadView lockStanding(DSLContext tx, Payload said, Member author) {
        var thread = ThreadStore.lockVisible(tx, Objects.requireNonNull(said.thread()), Viewer.of(author))
                .filter(found -> found.state() == ContentState.PUBLISHED)
                .orElseThrow(() -> noLongerFits("The thread was taken down in the meantime."));
        ThreadRules.requireNotMerged(thread);
        ThreadRules.requireUnlocked(thread, author);
        return thread;
    }

    private static boolean isBase(Payload said, int version) {
        return Objects.equals(said.basedOn(), version);
    }

    private static Problem noLongerFits(String why) {
        return ProblemType.NO_LONGER_FITS.because(why);
    }
}
