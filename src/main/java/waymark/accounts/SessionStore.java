package waymark.accounts;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.RESTRICTION;
import static waymark.schema.Tables.SESSION;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record4;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.ids.SessionId;
import waymark.platform.access.Member;
import waymark.platform.access.Missing;
import waymark.platform.access.Restriction;
import waymark.platform.access.Role;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

final class SessionStore {

    private SessionStore() {}

    static void insert(DSLContext tx, AccountId account, Sessions.NewSession session, byte[] tokenSha256) {
        tx.insertInto(SESSION)
                .set(SESSION.ID, session.id())
                .set(SESSION.ACCOUNT_ID, account)
                .set(SESSION.TOKEN_SHA256, tokenSha256)
                .set(SESSION.CREATED_AT, session.createdAt())
                .set(SESSION.EXPIRES_AT, session.expiresAt())
                .execute();
    }

    static Optional<Member> holder(DSLContext tx, byte[] tokenSha256, Instant now) {
        return tx.select(
                        ACCOUNT.ID,
                        ACCOUNT.USERNAME,
                        ACCOUNT.ROLE.convertFrom(Role::of),
                        SESSION.ID,
                        ACCOUNT.EMAIL_VERIFIED_AT.isNotNull(),
                        RESTRICTION.KIND,
                        RESTRICTION.UNTIL)
                .from(SESSION)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(SESSION.ACCOUNT_ID))
                .leftJoin(RESTRICTION)
                .on(RESTRICTION.ACCOUNT_ID.eq(ACCOUNT.ID))
                .and(RESTRICTION.LIFTED_AT.isNull())
                .and(RESTRICTION.UNTIL.gt(now))
                .where(SESSION.TOKEN_SHA256.eq(tokenSha256))
                .and(SESSION.EXPIRES_AT.gt(now))
                .and(ACCOUNT.MEMORIAL_AT.isNull())
                .and(ACCOUNT.CLOSED_AT.isNull())
                .fetchOptional(mapping((id, username, role, session, verified, kind, until) ->
                        new Member(id, username, role, session, restriction(kind, until), missing(verified))));
    }

    private static Set<Missing> missing(boolean verified) {
        return verified ? Set.of() : Set.of(Missing.VERIFIED_EMAIL);
    }

    private static Optional<Restriction> restriction(@Nullable String kind, @Nullable Instant until) {
        return kind == null || until == null
                ? Optional.empty()
                : Optional.of(new Restriction(Restriction.Kind.of(kind), until));
    }

    static Optional<Sessions.Session> find(DSLContext tx, Member member, Instant now) {
        return mine(tx, member, now).and(SESSION.ID.eq(member.session())).fetchOptional(mapping(Sessions.Session::new));
    }

    /** Newest first. */
    static Page<Sessions.Session> page(DSLContext tx, Member member, Instant now, Paging paging) {
        return paging.page(
                mine(tx, member, now),
                List.of(Paging.Key.descending(SESSION.ID, Sessions.Session::id, SessionId::of)),
                mapping(Sessions.Session::new));
    }

    private static SelectConditionStep<Record4<SessionId, Instant, Instant, Boolean>> mine(
            DSLContext tx, Member member, Instant now) {
        return tx.select(SESSION.ID, SESSION.CREATED_AT, SESSION.EXPIRES_AT, DSL.field(SESSION.ID.eq(member.session())))
                .from(SESSION)
                .where(SESSION.ACCOUNT_ID.eq(member.id()))
                .and(SESSION.EXPIRES_AT.gt(now));
    }

    static int delete(DSLContext tx, AccountId account, SessionId session) {
        return tx.deleteFrom(SESSION)
                .where(SESSION.ID.eq(session))
                .and(SESSION.ACCOUNT_ID.eq(account))
                .execute();
    }

    static int deleteAll(DSLContext tx, AccountId account) {
        return tx.deleteFrom(SESSION).where(SESSION.ACCOUNT_ID.eq(account)).execute();
    }

    static int deleteOthers(DSLContext tx, AccountId account, SessionId keep) {
        return tx.deleteFrom(SESSION)
                .where(SESSION.ACCOUNT_ID.eq(account))
                .and(SESSION.ID.ne(keep))
                .execute();
    }

    static int deleteExpired(DSLContext tx, Instant now) {
        return tx.deleteFrom(SESSION).where(SESSION.EXPIRES_AT.le(now)).execute();
    }
}
