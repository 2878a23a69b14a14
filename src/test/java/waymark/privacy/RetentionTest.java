package waymark.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;

class RetentionTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    /** How there come to be rows that a rule is about, at a moment. A rule that is not here is not tried. */
    private static final Map<String, String> ROWS = Map.ofEntries(
            // Somebody who has never come back to show that the address is theirs, and has all that such a person can
            // have.
            Map.entry("account.created_at", """
                    with newcomer as (
                      insert into account
                          (id, username, email_sealed, email_hash, password_hash, role, created_at, last_visit_on)
                        values (gen_random_uuid(), 'newcomer', '\\x00', '\\x01', 'none', 'member', {0}, '2026-03-10')
                        returning id),
                    agreed as (
                      insert into consent
                          (id, account_id, purpose, wording_version, wording_sha256, given_at, withdrawal, method)
                        select gen_random_uuid(), newcomer.id, 'health-data', '2026-11', '\\x00', {0}, false, 'sign-up'
                          from newcomer),
                    standing as (
                      insert into consent_standing (account_id, purpose, wording_version, since, withdrawn)
                        select id, 'health-data', '2026-11', {0}, false from newcomer)
                    insert into mute (account_id, subject_id, muted_at)
                      select other.id, newcomer.id, {0} from newcomer, account other
                    """),
            Map.entry("answer_claim.ends_at", """
                    insert into answer_claim (thread_id, account_id, claimed_at, ends_at)
                      select id, author_id, {0}::timestamptz - interval '1 hour', {0} from forum_thread
                      on conflict (thread_id) do update
                        set claimed_at = excluded.claimed_at, ends_at = excluded.ends_at
                    """),
            Map.entry("session.expires_at", "update session set expires_at = {0}"),
            Map.entry("account_link.expires_at", """
                    insert into account_link (id, kind, token_sha256, account_id, address_hash, created_at, expires_at)
                      select gen_random_uuid(), 'reset-password', sha256(id::text::bytea), id, '\\x00', {0}, {0} from account
                    """),
            Map.entry("identity_attempt.expires_at", """
                    insert into identity_attempt (attempt_sha256, account_id, expires_at)
                      select sha256(id::text::bytea), id, {0} from account
                    """),
            Map.entry("totp.begun_at", """
                    with confirmed as (delete from recovery_code)
                    insert into totp (account_id, secret, begun_at) select id, '\\x00', {0} from account
                      on conflict (account_id) do update set begun_at = excluded.begun_at, confirmed_at = null
                    """),
            Map.entry("stored_answer.stored_at", "update stored_answer set stored_at = {0}"),
            Map.entry("data_export.requested_at", """
                    with others as (update data_export set requested_at = {0})
                    insert into data_export (id, account_id, requested_at, attempts, given_up_at)
                      select gen_random_uuid(), id, {0}, 5, {0} from account where email_verified_at is not null
                    """),
            // Of another export than those above, which is not over yet.
            Map.entry("data_export_part.delete_after", """
                    with others as (update data_export_part set delete_after = {0}), made as (
                      insert into data_export (id, account_id, requested_at, attempts, ready_at, expires_at, byte_count)
                        select gen_random_uuid(), id, 'infinity', 1, {0}, {0}, 1 from account where email_verified_at is not null
                        returning id)
                    insert into data_export_part (id, export_id, number, sealed, delete_after)
                      select gen_random_uuid(), id, 0, '\\x00', {0} from made
                    """),
            Map.entry("story_sealed_original.delete_after", "update story_sealed_original set delete_after = {0}"),
            Map.entry("mail.written_at", """
                    insert into mail (id, kind, account_id, written_at, attempts, last_attempt_at, delivered_at)
                      select gen_random_uuid(), 'export-ready', id, {0}, 1, {0}, {0} from account
                    """),
            Map.entry("webhook_delivery.occurred_at", """
                    insert into webhook_delivery
                        (id, endpoint, type, subject, occurred_at, attempts, last_attempt_at, delivered_at)
                      select gen_random_uuid(), 'site', 'story.published', id, {0}, 1, {0}, {0} from story
                    """),
            Map.entry(
                    "submission.decided_at",
                    "update submission set state = 'withdrawn', decided_at = {0}, updated_at = {0}"),
            Map.entry("draft.saved_at", """
                    insert into draft (account_id, key, tags, markdown, quotes, saved_at)
                      select id, 'retained', '{}', 'Half a sentence', '[]', {0} from account where email_verified_at is not null
                    """),
            Map.entry("notification.notified_at", """
                    insert into notification (account_id, number, kind, decision_id, notified_at)
                      select subject_id, 1000 + row_number() over (), 'decision', id, {0} from decision
                    """),
            Map.entry("story.updated_at", "update story set updated_at = {0} where state = 'draft'"),
            Map.entry("signposting_match.matched_at", "update signposting_match set matched_at = {0}"),
            // What no report is about any more.
            Map.entry("snapshot.taken_at", """
                    insert into snapshot
                      select (jsonb_populate_record(snapshot, jsonb_build_object('id', gen_random_uuid(),
                        'target_id', gen_random_uuid(), 'taken_at', {0}))).*
                        from snapshot
                    """),
            Map.entry(
                    "report.settled_at",
                    "update report set outcome = (select min(code) from report_outcome), settled_at = {0}"
                            + " where case_id is not null"));

    /** Where somebody is named who has shown that an address is theirs, because they have to before they can do that. */
    private static final Set<String> BY_MEMBERS = Set.of(
            "answer_claim.account_id",
            "bookmark.account_id",
            "canned_reply.author_id",
            "case_clock.changed_by",
            "case_event.actor_id",
            "document_activation.activated_by",
            "document_version.proposed_by",
            "decision.decider_id",
            "following.account_id",
            "forum_thread.author_id",
            "legal_hold.account_id",
            "legal_hold.imposed_by",
            "moderation_case.assignee_id",
            "moderator_away.account_id",
            "post.author_id",
            "post_like.account_id",
            "post_move.moved_by",
            "read_position.account_id",
            "recusal.account_id",
            "report.reporter_id",
            "signposting_match.author_id",
            "snapshot.author_id",
            "staff_note.author_id",
            "staffing.changed_by",
            "story.author_id",
            "story.reviewer_id",
            "story_approval.approver_id",
            "story_consent.account_id",
            "story_copy.noted_by",
            "story_copy.recalled_by",
            "story_like.account_id",
            "story_redaction.redacted_by",
            "story_revision.editor_id",
            "story_step.actor_id",
            "submission.author_id");

    private final Registry registry = Registry.get();

    @Test
    void everyRuleOfTheRegistryIsTriedHere() {
        var named = new TreeSet<String>();
        rules().forEach(rule -> named.add(rule.name()));
        assertEquals(named, new TreeSet<>(ROWS.keySet()), "say in ROWS how rows come about that the rule is about");
    }

    @Test
    void whatIsKeptForLongEnoughGoesAndNoSoonerAndNotWhileItIsHeld() {
        var unused = EveryKindOfContent.of(forum, "heron-71");
        var rules = rules();
        var moments = new ArrayList<Instant>();
        for (var rule : rules) {
            // One after the other, so that each is tried before what is kept longer goes.
            var moment = forum.clock().instant().plusSeconds(moments.size());
            moments.add(moment);
            int rows = forum.db()
                    .write(tx -> tx.execute(Objects.requireNonNull(ROWS.get(rule.name()))
                            .replace("{0}", "cast('" + moment + "' as timestamptz)")));
            assertTrue(rows > 0, rule::name);
        }
        for (int i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            var over = moments.get(i)
                    .atZone(ZoneOffset.UTC)
                    .plus(rule.sweep().after())
                    .toInstant();
            forum.clock().set(over.minusMillis(1));
            int there = rows(rule);
            assertEquals(0, of(rule, forum.retention().count()).rows(), rule + " goes before its time");
            assertEquals(0, of(rule, forum.retention().run()).rows(), rule + " went before its time");

            forum.clock().set(over);
            hold(true);
            int despite = of(rule, forum.retention().count()).rows();
            hold(false);
            int counted = of(rule, forum.retention().count()).rows();
            assertTrue(counted > 0, rule + " keeps what it should not");
            assertEquals(rule.sweep().despiteHold().isPresent() ? counted : 0, despite, rule + " and a legal hold");
            assertEquals(there, rows(rule), rule + " was only counted");

            if (rule.sweep().despiteHold().isEmpty()) {
                hold(true);
                assertEquals(0, of(rule, forum.retention().run()).rows(), rule + " went while it was held");
                hold(false);
            }
            var gone = of(rule, forum.retention().run());
            assertFalse(gone.failed(), rule::name);
            assertEquals(counted, gone.rows(), rule + " did not go as it was counted");
            assertEquals(there - counted, rows(rule), rule::name);
        }
    }

    /** Or one such row would keep all those accounts. */
    @Test
    void accountsThatNobodyProvedAnAddressForGoWithWhateverNamesThem() {
        var rule = rules().stream()
                .filter(each -> each.name().equals("account.created_at"))
                .findFirst()
                .orElseThrow();
        var only = rule.sweep().only().orElseThrow();
        var unknown = forum.db().read(tx -> tx.fetch("""
                        select r.conrelid::regclass || '.' || a.attname, r.confdeltype = 'c'
                          from pg_constraint r join pg_attribute a on a.attrelid = r.conrelid and a.attnum = r.conkey[1]
                          where r.contype = 'f' and r.confrelid = 'account'::regclass""")).stream()
                .filter(row -> !row.get(1, Boolean.class))
                .map(row -> row.get(0, String.class))
                .filter(column -> !rule.sweep().children().contains(column))
                .filter(column -> !only.contains("from " + column.replace(".", " where ") + " = account.id"))
                .filter(column -> !BY_MEMBERS.contains(column))
                .toList();
        assertEquals(
                List.of(), unknown, "delete it with the account, keep the account for it, or say why it cannot be");
    }

    /** The shortest period first. */
    private List<Retention.Rule> rules() {
        var from = forum.clock().instant();
        return registry.tables().stream()
                .flatMap(table -> table.sweeps().stream().map(sweep -> new Retention.Rule(table, sweep)))
                .sorted(Comparator.comparing(rule ->
                        from.atZone(ZoneOffset.UTC).plus(rule.sweep().after()).toInstant()))
                .toList();
    }

    private static Retention.Swept of(Retention.Rule rule, List<Retention.Swept> all) {
        return all.stream()
                .filter(swept -> swept.rule().equals(rule.name()))
                .findFirst()
                .orElseThrow();
    }

    private static int rows(Retention.Rule rule) {
        return forum.db()
                .read(tx -> tx.fetchCount(tx.selectOne().from(rule.table().name())));
    }

    private static void hold(boolean everybody) {
        int unused = forum.db()
                .write(tx -> tx.execute(
                        everybody
                                ? "insert into legal_hold select id, 'court-order', id, now() from account"
                                : "delete from legal_hold"));
    }
}
