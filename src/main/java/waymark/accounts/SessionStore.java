package waymark.accounts;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.any;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.RESTRICTION;
import static waymark.schema.Tables.SESSION;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record7;
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

    static void insert(
            DSLContext tx, AccountId account, Sessions.NewSession session, byte[] tokenSha256, Sessions.Opening how) {
        tx.insertInto(SESSION)
                .set(SESSION.ID, session.id())
                .set(SESSION.ACCOUNT_ID, account)
                .set(SESSION.TOKEN_SHA256, tokenSha256)
                .set(SESSION.CREATED_AT, session.createdAt())
                .set(SESSION.LAST_USED_AT, session.createdAt())
                .set(SESSION.EXPIRES_AT, session.expiresAt())
                .set(SESSION.CLIENT, how.client().orElse(null))
                .set(SESSION.SECOND_FACTOR, how.secondFactor())
                .execute();
    }

    static Optional<Held> holder(DSLContext tx, byte[] tokenSha256, Instant now) {
        return holders(tx, SESSION.TOKEN_SHA256.eq(tokenSha256), now).stream().findFirst();
    }

    static List<Held> holders(DSLContext tx, Collection<SessionId> sessions, Instant now) {
        return holders(tx, SESSION.ID.eq(any(sessions.toArray(SessionId[]::new))), now);
    }

    private static List<Held> holders(DSLContext tx, Condition which, Instant now) {
        return tx.select(
                        ACCOUNT.ID,
                        ACCOUNT.USERNAME,
                        ACCOUNT.ROLE.convertFrom(Role::of),
                        SESSION.ID,
                        ACCOUNT.EMAIL_VERIFIED_AT.isNotNull(),
                        DSL.field(ConsentStore.agrees()),
                        SESSION.CREATED_AT,
                        SESSION.LAST_USED_AT,
                        SESSION.SECOND_FACTOR,
                        RESTRICTION.KIND,
                        RESTRICTION.UNTIL)
                .from(SESSION)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(SESSION.ACCOUNT_ID))
                .leftJoin(RESTRICTION)
                .on(RESTRICTION.ACCOUNT_ID.eq(ACCOUNT.ID))
                .and(RESTRICTION.LIFTED_AT.isNull())
                .and(RESTRICTION.UNTIL.gt(now))
                .where(which)
                .and(SESSION.EXPIRES_AT.gt(now))
                .and(ACCOUNT.MEMORIAL_AT.isNull())
                .and(ACCOUNT.CLOSED_AT.isNull())
                .fetch(mapping(
                        (id,
                                username,
                                role,
                                session,
                                verified,
                                agrees,
                                createdAt,
                                lastUsedAt,
                                secondFactor,
                                kind,
                                until) -> new Held(
                                new Member(
                                        id,
                                        username,
                                        role,
                                        session,
                                        restriction(kind, until),
                                        missing(verified, agrees)),
                                createdAt,
                                lastUsedAt,
                                secondFactor)));
    }

    private static Set<Missing> missing(boolean verified, boolean agrees) {
        var missing = EnumSet.noneOf(Missing.class);
        if (!verified) {
            missing.add(Missing.VERIFIED_EMAIL);
        }
        if (!agrees) {
            missing.add(Missing.CURRENT_CONSENT);
        }
        return missing;
    }

    private static Optional<Restriction> restriction(@Nullable String kind, @Nullable Instant until) {
        return kind == null || until == null
                ? Optional.empty()
                : Optional.of(new Restriction(Restriction.Kind.of(kind), until));
    }

    /** Notes that a session is used, unless somebody else has just done so. */
    static void use(DSLContext tx, SessionId session, Instant before, Instant now, Instant end) {
        tx.update(SESSION)
                .set(SESSION.LAST_USED_AT, now)
                .set(SESSION.EXPIRES_AT, end)
                .where(SESSION.ID.eq(session))
                .and(SESSION.LAST_USED_AT.eq(before))
                .execute();
    }

    static Optional<Sessions.Session> find(DSLContext tx, Member member, Instant now) {
        return mine(tx, member, now).and(SESSION.ID.eq(member.session())).fetchOptional(mapping(Sessions.Session::of));
    }

    /** What the sessions of an account were opened with; empty for what is not known of one. */
    static Set<Optional<String>> clients(DSLContext tx, AccountId account, Instant now) {
        return tx.selectDistinct(SESSION.CLIENT)
                .from(SESSION)
                .where(SESSION.ACCOUNT_ID.eq(account))
                .and(SESSION.EXPIRES_AT.gt(now))
                .fetchSet(row -> Optional.ofNullable(row.value1()));
    }

    /** Newest first. */
    static Page<Sessions.Session> page(DSLContext tx, Member member, Instant now, Paging paging) {
        return paging.page(
                mine(tx, member, now),
                List.of(Paging.Key.descending(SESSION.ID, Sessions.Session::id, SessionId::of)),
                mapping(Sessions.Session::of));
    }

    private static SelectConditionStep<Record7<SessionId, Instant, Instant, Instant, String, Boolean, Boolean>> mine(
            DSLContext tx, Member member, Instant now) {
        return tx.select(
                        SESSION.ID,
                        SESSION.CREATED_AT,
                        SESSION.LAST_USED_AT,
                        SESSION.EXPIRES_AT,
                        SESSION.CLIENT,
                        SESSION.SECOND_FACTOR,
                        DSL.field(SESSION.ID.eq(member.session())))
                .from(SESSION)
                .where(SESSION.ACCOUNT_ID.eq(member.id()))
                .and(SESSION.EXPIRES_AT.gt(now));
    }

    static void noteSecondFactor(DSLContext tx, SessionId session) {
        tx.update(SESSION)
                .set(SESSION.SECOND_FACTOR, true)
                .where(SESSION.ID.eq(session))
                .execute();
    }

    static void forgetSecondFactor(DSLContext tx, AccountId account) {
        tx.update(SESSION)
                .set(SESSION.SECOND_FACTOR, false)
                .where(SESSION.ACCOUNT_ID.eq(account))
                .and(SESSION.SECOND_FACTOR)
                .execute();
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

    static void deleteOthers(DSLContext tx, AccountId account, SessionId keep) {
        tx.deleteFrom(SESSION)
                .where(SESSION.ACCOUNT_ID.eq(account))
                .and(SESSION.ID.ne(keep))
                .execute();
    }

    static int deleteExpired(DSLContext tx, Instant now) {
        return tx.deleteFrom(SESSION).where(SESSION.EXPIRES_AT.le(now)).execute();
    }

    /** @param member with the role of the account; what it comes to depends on the session */
    record Held(Member member, Instant createdAt, Instant lastUsedAt, boolean secondFactor) {

        /** As far as the session goes. */
        Member under(SessionRules rules) {
            if (!rules.lacksSecondFactor(member.role(), secondFactor)) {
                return member;
            }
            var missing = EnumSet.of(Missing.SECOND_FACTOR);
            missing.addAll(member.missing());
            return new Member(
                    member.id(), member.username(), Role.MEMBER, member.session(), member.restriction(), missing);
        }
    }
}
