package waymark.privacy;

import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.LEGAL_HOLD;
import static waymark.schema.Tables.MAIL;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.mail.MailKind;
import waymark.platform.access.Role;

/** Which accounts nobody uses any more. */
final class UnusedAccountStore {

    private UnusedAccountStore() {}

    /** Who was not written to, not even in vain, as long as that is known. The longest unused first. */
    static List<AccountId> toTell(DSLContext tx, LocalDate since, int most) {
        return find(tx, toTell(since), most);
    }

    static boolean isToTell(DSLContext tx, AccountId account, LocalDate since) {
        return tx.fetchExists(ACCOUNT, ACCOUNT.ID.eq(account).and(toTell(since)));
    }

    /** Whom a mail has reached by that day, and who has not come back. */
    static List<AccountId> toClose(DSLContext tx, LocalDate since, LocalDate toldBefore, int most) {
        return find(tx, toClose(since, toldBefore), most);
    }

    static boolean isToClose(DSLContext tx, AccountId account, LocalDate since, LocalDate toldBefore) {
        return tx.fetchExists(ACCOUNT, ACCOUNT.ID.eq(account).and(toClose(since, toldBefore)));
    }

    private static List<AccountId> find(DSLContext tx, Condition which, int most) {
        return tx.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(which)
                .orderBy(ACCOUNT.LAST_VISIT_ON, ACCOUNT.ID)
                .limit(most)
                .fetch(ACCOUNT.ID);
    }

    private static Condition toTell(LocalDate since) {
        return unused(since)
                .and(ACCOUNT.UNUSED_TOLD_AT.isNull())
                .and(notExists(selectOne()
                        .from(MAIL)
                        .where(MAIL.ACCOUNT_ID.eq(ACCOUNT.ID))
                        .and(MAIL.KIND.eq(MailKind.ACCOUNT_UNUSED.code()))));
    }

    private static Condition toClose(LocalDate since, LocalDate toldBefore) {
        return unused(since)
                .and(ACCOUNT.UNUSED_TOLD_AT.le(
                        toldBefore.atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    private static Condition unused(LocalDate since) {
        return ACCOUNT.LAST_VISIT_ON
                .le(since)
                .and(ACCOUNT.CLOSED_AT.isNull())
                .and(ACCOUNT.MEMORIAL_AT.isNull())
                .and(ACCOUNT.EMAIL_VERIFIED_AT.isNotNull())
                .and(ACCOUNT.ROLE.in(Role.MEMBER.code(), Role.SUPPORTER.code()))
                .and(notExists(selectOne().from(LEGAL_HOLD).where(LEGAL_HOLD.ACCOUNT_ID.eq(ACCOUNT.ID))));
    }
}
