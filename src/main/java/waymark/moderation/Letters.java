package waymark.moderation;

import java.time.Clock;
import org.jooq.DSLContext;
import waymark.ids.DecisionId;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;

/** What people are told about decisions on what is theirs. */
final class Letters {

    private final Database db;
    private final Clock clock;

    Letters(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** The letters to this member, the newest first. */
    Page<Letter> to(Member member, Paging paging) {
        return db.read(tx -> LetterStore.page(tx, member.id(), paging, clock.instant()));
    }

    /**
     * A letter, to the one whom it is about.
     *
     * @throws Problem NOT_FOUND, also for everybody else
     */
    Letter require(DSLContext tx, DecisionId id, Member member) {
        return LetterStore.find(tx, id, member.id(), clock.instant()).orElseThrow(Problem::notFound);
    }
}
