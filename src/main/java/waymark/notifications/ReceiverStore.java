package waymark.notifications;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.DECISION;
import static waymark.schema.Tables.FOLLOWING;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.MUTE;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.POST_MENTION;
import static waymark.schema.Tables.POST_QUOTE;
import static waymark.schema.Tables.REPORT;
import static waymark.schema.Tables.STORY;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.ids.DecisionId;
import waymark.ids.PostId;
import waymark.ids.StoryId;
import waymark.visibility.Visible;

/**
 * Whom something is for, with what each is told, in the order in which rows of theirs are locked. Their accounts cannot be
 * deleted until the transaction ends. What they would rather not hear of is left out when they are told, not here: they may change
 * their minds until then.
 */
final class ReceiverStore {

    private static final waymark.schema.tables.Post OTHER = POST.as("other");

    /** What comes first is said to whom more than one is for. */
    private static final List<Kind> KINDS = List.of(Kind.values());

    private ReceiverStore() {}

    /** @param edited whether only those are meant whom it quotes and names */
    static Map<AccountId, Kind> ofPost(DSLContext tx, PostId post, boolean edited) {
        var named = quoted(post).unionAll(mentioned(post));
        var candidates = edited
                ? named
                : named.unionAll(answered(post)).unionAll(watching(post)).unionAll(watchingMore(post));
        return hold(tx, candidates);
    }

    /** Its author. */
    static Map<AccountId, Kind> ofLikedPost(DSLContext tx, PostId post) {
        return hold(tx, select(POST.AUTHOR_ID, rank(Kind.LIKE)).from(POST).where(POST.ID.eq(post)));
    }

    /** Its author. */
    static Map<AccountId, Kind> ofStory(DSLContext tx, StoryId story, Kind kind) {
        return hold(
                tx,
                select(STORY.AUTHOR_ID, rank(kind))
                        .from(STORY)
                        .where(STORY.ID.eq(story))
                        .and(STORY.DELETED_AT.isNull()));
    }

    /** The person it is about, when there is a letter to them. */
    static Map<AccountId, Kind> ofDecision(DSLContext tx, DecisionId decision) {
        return hold(
                tx,
                select(DECISION.SUBJECT_ID, rank(Kind.DECISION))
                        .from(DECISION)
                        .where(DECISION.ID.eq(decision))
                        .and(DECISION.MESSAGE.isNotNull()));
    }

    /** Its reporter, unless they were a guest. */
    static Map<AccountId, Kind> ofReport(DSLContext tx, UUID report) {
        return hold(
                tx,
                select(REPORT.REPORTER_ID, rank(Kind.REPORT))
                        .from(REPORT)
                        .where(REPORT.ID.eq(report))
                        .and(REPORT.REPORTER_ID.isNotNull()));
    }

    private static Select<Record2<AccountId, Integer>> quoted(PostId post) {
        return select(OTHER.AUTHOR_ID, rank(Kind.QUOTE))
                .from(POST_QUOTE)
                .join(OTHER)
                .on(OTHER.ID.eq(POST_QUOTE.QUOTED_POST_ID))
                .where(POST_QUOTE.POST_ID.eq(post));
    }

    private static Select<Record2<AccountId, Integer>> mentioned(PostId post) {
        return select(POST_MENTION.ACCOUNT_ID, rank(Kind.MENTION))
                .from(POST_MENTION)
                .where(POST_MENTION.POST_ID.eq(post));
    }

    private static Select<Record2<AccountId, Integer>> answered(PostId post) {
        return select(OTHER.AUTHOR_ID, rank(Kind.REPLY))
                .from(POST)
                .join(OTHER)
                .on(OTHER.THREAD_ID.eq(POST.THREAD_ID))
                .and(OTHER.NUMBER.eq(POST.REPLY_TO_NUMBER))
                .where(POST.ID.eq(post));
    }

    private static Select<Record2<AccountId, Integer>> watching(PostId post) {
        return select(FOLLOWING.ACCOUNT_ID, rank(Kind.REPLY))
                .from(POST)
                .join(FOLLOWING)
                .on(FOLLOWING.THREAD_ID.eq(POST.THREAD_ID))
                .where(POST.ID.eq(post))
                .and(FOLLOWING.LEVEL.eq(inline("watching")));
    }

    /** Its category, or a tag of it or what that is narrower than; what somebody said of the thread itself counts first. */
    private static Select<Record2<AccountId, Integer>> watchingMore(PostId post) {
        var itself = FOLLOWING.as("itself");
        var tags = field("""
                array(with recursive wider (id, broader_id) as (
                    select tag.id, tag.broader_id from thread_tag join tag on tag.id = thread_tag.tag_id
                      where thread_tag.thread_id = {0}
                    union
                    select tag.id, tag.broader_id from tag join wider on tag.id = wider.broader_id)
                  select id from wider)
                """, String[].class, FORUM_THREAD.ID);
        return select(FOLLOWING.ACCOUNT_ID, rank(Kind.REPLY))
                .from(POST)
                .join(FORUM_THREAD)
                .on(FORUM_THREAD.ID.eq(POST.THREAD_ID))
                .join(FOLLOWING)
                .on(FOLLOWING.CATEGORY_ID.eq(FORUM_THREAD.CATEGORY_ID).or(FOLLOWING.TAG_ID.eq(any(tags))))
                .where(POST.ID.eq(post))
                .and(FOLLOWING.LEVEL.eq(inline("watching")))
                .andNotExists(selectOne()
                        .from(itself)
                        .where(itself.ACCOUNT_ID.eq(FOLLOWING.ACCOUNT_ID))
                        .and(itself.THREAD_ID.eq(FORUM_THREAD.ID))
                        // Whoever has written there tracks it by that, and still wants to hear of all.
                        .and(itself.LEVEL.in(inline("normal"), inline("muted"))));
    }

    /** Whether everybody can read it, for whom it would be. */
    static boolean isThere(DSLContext tx, PostId post, Instant writtenSince) {
        return tx.fetchExists(selectOne()
                .from(POST)
                .join(FORUM_THREAD)
                .on(FORUM_THREAD.ID.eq(POST.THREAD_ID))
                .where(POST.ID.eq(post))
                .and(POST.CREATED_AT.ge(writtenSince))
                .and(Visible.postsForMembers()));
    }

    static void leaveOutThoseWhoMuted(DSLContext tx, Map<AccountId, Kind> receivers, @Nullable AccountId actor) {
        receivers
                .keySet()
                .removeAll(tx.select(MUTE.ACCOUNT_ID)
                        .from(MUTE)
                        .where(MUTE.SUBJECT_ID.eq(actor))
                        .and(MUTE.ACCOUNT_ID.in(receivers.keySet()))
                        .fetchSet(MUTE.ACCOUNT_ID));
    }

    private static Field<Integer> rank(Kind kind) {
        return inline(KINDS.indexOf(kind));
    }

    private static Map<AccountId, Kind> hold(DSLContext tx, Select<Record2<AccountId, Integer>> candidates) {
        var account = field(name("candidate", "account_id"), ACCOUNT.ID.getDataType());
        var rank = field(name("candidate", "rank"), Integer.class);
        var best = min(rank).as("rank");
        var candidate = select(account, best)
                .from(table(candidates).as("candidate", "account_id", "rank"))
                .groupBy(account)
                .asTable("candidate");
        var held = new LinkedHashMap<AccountId, Kind>();
        tx.select(ACCOUNT.ID, rank)
                .from(ACCOUNT)
                .join(candidate)
                .on(account.eq(ACCOUNT.ID))
                .where(ACCOUNT.CLOSED_AT.isNull())
                .and(ACCOUNT.MEMORIAL_AT.isNull())
                .orderBy(ACCOUNT.ID)
                .forKeyShare()
                .of(ACCOUNT)
                .forEach(row -> held.put(row.value1(), KINDS.get(row.value2())));
        return held;
    }
}
