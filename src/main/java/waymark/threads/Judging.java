package waymark.threads;

import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.gate.Draft;
import waymark.gate.Gate;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.signposting.Examination;
import waymark.signposting.Examined;
import waymark.signposting.Matches;

/** Looks at what somebody sent, where it is to stand. */
final class Judging {

    private final Gate gate;
    private final Matches matches;

    Judging(Gate gate, Matches matches) {
        this.gate = gate;
        this.matches = matches;
    }

    /** @throws waymark.platform.problem.Problem BLOCKED_WORDS */
    Judged of(DSLContext tx, Member author, Payload payload) {
        return switch (payload.kind()) {
            case THREAD -> ofThread(tx, author, payload);
            case REPLY -> ofReply(tx, author, payload);
            case EDIT -> payload.post() == null ? ofTitle(tx, author, payload) : ofEdit(tx, author, payload);
        };
    }

    private Judged ofThread(DSLContext tx, Member author, Payload payload) {
        var wanted = payload.newThread();
        var examination = matches.examine(Examined.opening(wanted.title(), wanted.markdown()));
        return judged(tx, author, wanted.category(), Draft.Kind.THREAD, payload, null, examination);
    }

    private Judged ofReply(DSLContext tx, Member author, Payload payload) {
        var examination = matches.examine(payload.newPost().markdown());
        var category = heading(tx, payload).category();
        return judged(tx, author, category, Draft.Kind.REPLY, payload, null, examination);
    }

    private Judged ofEdit(DSLContext tx, Member author, Payload payload) {
        PostId post = Objects.requireNonNull(payload.post());
        var present = PostStore.words(tx, post);
        var heading = heading(tx, payload);
        var markdown = Objects.requireNonNull(payload.markdown());
        boolean opening = present.number() == 1;
        var examination = matches.examine(opening ? Examined.opening(heading.title(), markdown) : markdown);
        var kind = opening ? Draft.Kind.THREAD : Draft.Kind.REPLY;
        return judged(tx, author, heading.category(), kind, payload, present.markdown(), examination);
    }

    /** What a moderator puts above somebody's words says nothing about how that person is. */
    private Judged ofTitle(DSLContext tx, Member author, Payload payload) {
        var heading = heading(tx, payload);
        var title = Objects.requireNonNull(payload.title());
        var examination = heading.author().equals(author.id())
                ? matches.examine(Examined.opening(title, PostStore.openingWords(tx, thread(payload))))
                : Examination.NOTHING_NEW;
        return judged(tx, author, heading.category(), Draft.Kind.THREAD, payload, heading.title(), examination);
    }

    private Judged judged(
            DSLContext tx,
            Member author,
            String category,
            Draft.Kind kind,
            Payload payload,
            @Nullable String before,
            Examination examination) {
        var draft = new Draft(
                author.id(),
                author.role(),
                category,
                kind,
                Optional.ofNullable(payload.title()),
                Optional.ofNullable(payload.markdown()),
                Optional.ofNullable(before),
                matches.urgency(examination).isPresent());
        var verdict = gate.judge(tx, draft);
        return new Judged(payload.as(verdict), verdict, examination);
    }

    private static Heading heading(DSLContext tx, Payload payload) {
        return ThreadStore.heading(tx, thread(payload));
    }

    private static ThreadId thread(Payload payload) {
        return Objects.requireNonNull(payload.thread());
    }
}
