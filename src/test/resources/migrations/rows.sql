-- What people may have left in a database of each version, for EveryVersionTest: the part below a version is written when the
-- database is at that version, and everything after it has to cope. A new migration whose table people fill gets its part.
-- Ids end in what they are of: a account, b thread, c post, d case, e story.

-- V001
insert into account (id, username, email, email_verified_at, password_hash, role, created_at) values
  ('019a0000-0000-7000-8000-0000000000a1', 'ada', 'ada@example.org', '2026-01-01T00:00:00Z', 'x', 'member', '2026-01-01T00:00:00Z'),
  ('019a0000-0000-7000-8000-0000000000a2', 'mo', 'mo@example.org', '2026-01-01T00:00:00Z', 'x', 'moderator', '2026-01-01T00:00:00Z'),
  ('019a0000-0000-7000-8000-0000000000a3', 'not-ada', 'ADA@example.org', null, 'x', 'member', '2026-01-02T00:00:00Z'),
  ('019a0000-0000-7000-8000-0000000000a4', 'demo', 'demo-ben@demo.waymark.example', null, 'x', 'admin', '2026-01-02T00:00:00Z');
insert into consent (id, account_id, purpose, wording_version, wording_sha256, given_at) values
  (gen_random_uuid(), '019a0000-0000-7000-8000-0000000000a1', 'health-data', '2026-11', sha256('words'), '2026-01-01T00:00:00Z'),
  (gen_random_uuid(), '019a0000-0000-7000-8000-0000000000a1', 'health-data', '2026-11', sha256('words'), '2026-01-02T00:00:00Z'),
  (gen_random_uuid(), '019a0000-0000-7000-8000-0000000000a1', 'community-rules', '2026-11', sha256('words'), '2026-01-01T00:00:00Z');
insert into session (id, account_id, token_sha256, created_at, expires_at) values
  (gen_random_uuid(), '019a0000-0000-7000-8000-0000000000a1', sha256('token'), '2026-01-01T00:00:00Z', '2026-03-01T00:00:00Z');

-- V002
insert into forum_thread (id, category_id, author_id, title, created_at, last_number, post_count, last_post_at,
    awaiting_first_reply, version) values
  ('019a0000-0000-7000-8000-0000000000b1', 'recovery', '019a0000-0000-7000-8000-0000000000a1', 'A thread of Ada', '2026-01-01T00:00:00Z',
    2, 2, '2026-01-01T01:00:00Z', false, 1);
insert into thread_tag (thread_id, tag_id) values ('019a0000-0000-7000-8000-0000000000b1', 'fatigue');

-- V003
insert into post (id, thread_id, number, author_id, reply_to_number, markdown, html, plain_text, renderer_version, created_at,
    version) values
  ('019a0000-0000-7000-8000-0000000000c1', '019a0000-0000-7000-8000-0000000000b1', 1, '019a0000-0000-7000-8000-0000000000a1', null,
    'Hello', '<p>Hello</p>', 'Hello', 1, '2026-01-01T00:00:00Z', 2),
  ('019a0000-0000-7000-8000-0000000000c2', '019a0000-0000-7000-8000-0000000000b1', 2, '019a0000-0000-7000-8000-0000000000a2', 1,
    'Hello @ada', '<p>Hello</p>', 'Hello', 1, '2026-01-01T01:00:00Z', 1);
insert into post_revision (post_id, version, markdown, html, replaced_at) values
  ('019a0000-0000-7000-8000-0000000000c1', 1, 'Hell', '<p>Hell</p>', '2026-01-01T00:30:00Z');
insert into post_quote (post_id, position, quoted_post_id, quoted_text) values
  ('019a0000-0000-7000-8000-0000000000c2', 0, '019a0000-0000-7000-8000-0000000000c1', 'Hello');
insert into post_mention (post_id, account_id) values
  ('019a0000-0000-7000-8000-0000000000c2', '019a0000-0000-7000-8000-0000000000a1');

-- V004
insert into post_like (post_id, account_id, liked_at) values
  ('019a0000-0000-7000-8000-0000000000c2', '019a0000-0000-7000-8000-0000000000a1', '2026-01-01T02:00:00Z');

-- V005
insert into service (id, name, description, time_zone, always_open, bank_holidays, bank_holiday_division, source, reviewed_on,
    review_due_on) values
  ('helpline', 'Helpline', 'Somebody to talk to', 'Europe/London', false, 'closed', 'england-and-wales', 'x', '2026-01-01', '2027-01-01');
insert into opening_hours (service_id, day, opens, closes) values ('helpline', 'monday', '10:00', '16:00');

-- V006
insert into stored_answer (owner, key_sha256, request_mac, answer, stored_at) values
  ('guest', sha256('key'), sha256('request'), 'sealed', '2026-01-01T00:00:00Z');

-- V007
insert into case_clock (priority, due_within) values ('P0', '15 minutes'), ('P1', '1 hour'), ('P2', '1 day'), ('P3', '5 days');
insert into moderation_case (id, target_type, target_id, priority, paged, opened_at, due_at, updated_at, version) values
  ('019a0000-0000-7000-8000-0000000000d1', 'post', '019a0000-0000-7000-8000-0000000000c1', 'P0', true, '2026-01-01T00:00:00Z',
    '2026-01-01T00:15:00Z', '2026-01-01T00:00:00Z', 1);
insert into case_source (id, case_id, source, priority, at) values
  (gen_random_uuid(), '019a0000-0000-7000-8000-0000000000d1', 'signposting', 'P0', '2026-01-01T00:00:00Z');

-- V008
insert into catalogue_version (version, document, reason, proposed_at) values
  ('shipped-0a1b2c3d', '{"a": 1}', 'Came with Waymark', '2026-01-01T00:00:00Z');
insert into catalogue_version (version, document, based_on, changes, reason, proposed_by, proposed_at) values
  ('v1', '{"a": 2}', 'shipped-0a1b2c3d', '{"a": 2}', 'Two is better.', '019a0000-0000-7000-8000-0000000000a2', '2026-01-02T00:00:00Z');
insert into catalogue_activation (version, activated_by, activated_at) values
  ('v1', '019a0000-0000-7000-8000-0000000000a2', '2026-01-03T00:00:00Z');

-- V009
update account set nation = 'wales' where username = 'ada';

-- V010
insert into signposting_match (id, target_type, target_id, author_id, catalogue_version, signposts, rules, state, matched_at) values
  (gen_random_uuid(), 'post', '019a0000-0000-7000-8000-0000000000c1', '019a0000-0000-7000-8000-0000000000a1', 'v1', '{crisis-mh}', '{x}',
    'matched', '2026-01-01T00:00:00Z');

-- V011
insert into audit_entry (number, at, actor_id, action, target_type, target_id, previous_hash, hash) values
  (1, '2026-01-01T00:00:00Z', '019a0000-0000-7000-8000-0000000000a2', 'claimed', 'case', '019a0000-0000-7000-8000-0000000000d1',
    decode(repeat('00', 32), 'hex'), sha256('entry'));

-- V012
insert into case_event (id, case_id, kind, actor_id, priority, note, at) values
  (gen_random_uuid(), '019a0000-0000-7000-8000-0000000000d1', 'escalated', '019a0000-0000-7000-8000-0000000000a2', 'P0', 'Look at it.',
    '2026-01-01T00:00:00Z');

-- V013
insert into restriction (id, account_id, kind, until, imposed_at) values
  (gen_random_uuid(), '019a0000-0000-7000-8000-0000000000a3', 'silenced', '2026-02-01T00:00:00Z', '2026-01-01T00:00:00Z');

-- V014
insert into watched_word (id, pattern, pattern_key, kind, action, category, enabled, created_at, updated_at, version) values
  (gen_random_uuid(), 'cure*', 'cure*', 'wildcard', 'flag', 'medical-claim', true, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1);
insert into submission (id, kind, author_id, thread_id, markdown, reasons, state, created_at, updated_at, version) values
  (gen_random_uuid(), 'reply', '019a0000-0000-7000-8000-0000000000a1', '019a0000-0000-7000-8000-0000000000b1', 'Ring me', '{phone}', 'held',
    '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1);

-- V015
update forum_thread set locked_at = '2026-01-01T00:00:00Z', lock_reason = 'A break.';
insert into post_label (post_id, label_id) values ('019a0000-0000-7000-8000-0000000000c1', 'death');

-- V016
insert into snapshot (id, target_type, target_id, target_version, content_sha256, author_id, tags, markdown, html, taken_at) values
  ('019a0000-0000-7000-8000-0000000000f1', 'post', '019a0000-0000-7000-8000-0000000000c1', 1, sha256('x'),
    '019a0000-0000-7000-8000-0000000000a1', '{}', 'Hello', '<p>Hello</p>', '2026-01-01T00:00:00Z');
insert into report (id, receipt_sha256, reporter_id, target_type, target_id, subject_id, reason, priority, snapshot_id, case_id, batched,
    reported_at) values
  (gen_random_uuid(), sha256('receipt'), '019a0000-0000-7000-8000-0000000000a3', 'post', '019a0000-0000-7000-8000-0000000000c1',
    '019a0000-0000-7000-8000-0000000000a1', 'worried', 'P1', '019a0000-0000-7000-8000-0000000000f1',
    '019a0000-0000-7000-8000-0000000000d1', false, '2026-01-01T00:00:00Z');

-- V017
insert into decision (id, case_id, decider_id, subject_id, action, target_type, target_id, reason, rule_id, message, decided_at,
    appeal_until, version) values
  ('019a0000-0000-7000-8000-0000000000f2', '019a0000-0000-7000-8000-0000000000d1', '019a0000-0000-7000-8000-0000000000a2',
    '019a0000-0000-7000-8000-0000000000a1', 'remove', 'post', '019a0000-0000-7000-8000-0000000000c1', 'unsafe-advice', 'be-kind',
    'Dear Ada', '2026-01-01T00:00:00Z', '2026-01-29T00:00:00Z', 1);
insert into appeal (decision_id, message, made_at, state) values
  ('019a0000-0000-7000-8000-0000000000f2', 'Please look again.', '2026-01-02T00:00:00Z', 'open');

-- V018
insert into staff_note (id, about_id, kind, text, author_id, at) values
  (gen_random_uuid(), '019a0000-0000-7000-8000-0000000000a1', 'fact', 'Wrote to her.', '019a0000-0000-7000-8000-0000000000a2',
    '2026-01-01T00:00:00Z');

-- V019
insert into moderator_away (account_id, since) values ('019a0000-0000-7000-8000-0000000000a2', '2026-01-01T00:00:00Z');
insert into recusal (account_id, subject_id, kind, declared_at) values
  ('019a0000-0000-7000-8000-0000000000a2', '019a0000-0000-7000-8000-0000000000a3', 'friend', '2026-01-01T00:00:00Z');

-- V020
insert into story (id, author_id, state, state_since, revision, created_at, updated_at, version) values
  ('019a0000-0000-7000-8000-0000000000e1', '019a0000-0000-7000-8000-0000000000a1', 'published', '2026-01-01T00:00:00Z', 1,
    '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1);
insert into story_revision (story_id, number, title, markdown, html, plain_text, renderer_version, diagnosis, topics, role,
    content_sha256, editor_id, edited_at, sealed) values
  ('019a0000-0000-7000-8000-0000000000e1', 1, 'Soup', 'Soup', '<p>Soup</p>', 'Soup', 1, 'lymphoma', '{fatigue}', 'patient', sha256('x'),
    '019a0000-0000-7000-8000-0000000000a1', '2026-01-01T00:00:00Z', true);
insert into story_pull_quote (story_id, revision, position, starts_at, ends_at) values ('019a0000-0000-7000-8000-0000000000e1', 1, 0, 0, 4);
insert into story_agreement (story_id, revision, content_sha256, agreed_at) values
  ('019a0000-0000-7000-8000-0000000000e1', 1, sha256('x'), '2026-01-01T00:00:00Z');
insert into story_approval (story_id, revision, approver_id, content_sha256, medical_claim, approved_at) values
  ('019a0000-0000-7000-8000-0000000000e1', 1, '019a0000-0000-7000-8000-0000000000a2', sha256('x'), false, '2026-01-01T00:00:00Z');
insert into story_publication (story_id, revision, published_at, revised_at, audience, indexable, attribution, consent_until, diagnosis,
    topics, role, generalised, shared_by) values
  ('019a0000-0000-7000-8000-0000000000e1', 1, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'everyone', false, 'none',
    '2028-01-01T00:00:00Z', 'lymphoma', '{fatigue}', 'patient', '{}', 5);

-- V021
insert into story_consent (story_id, number, action, at, account_id, given_by, scopes, audience, attribution, expires_at,
    wording_version, wording_sha256, method) values
  ('019a0000-0000-7000-8000-0000000000e1', 1, 'given', '2026-01-01T00:00:00Z', '019a0000-0000-7000-8000-0000000000a1', 'self', '{forum}',
    'everyone', 'none', '2028-01-01T00:00:00Z', '2026-11', sha256('words'), 'online');
insert into story_copy (id, story_id, scope, place, noted_by, noted_at) values
  (gen_random_uuid(), '019a0000-0000-7000-8000-0000000000e1', 'print', 'A leaflet', '019a0000-0000-7000-8000-0000000000a2',
    '2026-01-01T00:00:00Z');

-- V022
insert into story_like (story_id, account_id, liked_at) values
  ('019a0000-0000-7000-8000-0000000000e1', '019a0000-0000-7000-8000-0000000000a2', '2026-01-01T00:00:00Z');

-- V024
insert into webhook_delivery (id, endpoint, type, subject, occurred_at, attempts, next_attempt_at) values
  (gen_random_uuid(), 'website', 'story.published', '019a0000-0000-7000-8000-0000000000e1', '2026-01-01T00:00:00Z', 0,
    '2026-01-01T00:00:00Z');

-- V025
insert into story_redaction (id, story_id, redacted_by, redacted_at, reason) values
  ('019a0000-0000-7000-8000-0000000000f3', '019a0000-0000-7000-8000-0000000000e1', '019a0000-0000-7000-8000-0000000000a2',
    '2026-01-01T00:00:00Z', 'staff-named');

-- V026
insert into story_departure (story_id, left_at, reason, revision) values
  ('019a0000-0000-7000-8000-0000000000e1', '2026-01-01T00:00:00Z', 'archived', 1);

-- V027
insert into mail (id, kind, account_id, sealed, written_at, attempts, next_attempt_at) values
  (gen_random_uuid(), 'verify-address', '019a0000-0000-7000-8000-0000000000a1', 'sealed', '2026-01-01T00:00:00Z', 0,
    '2026-01-01T00:00:00Z');

-- V029
insert into account_link (id, kind, token_sha256, account_id, address_hash, created_at, expires_at) values
  (gen_random_uuid(), 'reset-password', sha256('link'), null, sha256('address'), '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z');

-- V030
insert into consent (id, account_id, purpose, wording_version, wording_sha256, given_at, withdrawal, method) values
  (gen_random_uuid(), '019a0000-0000-7000-8000-0000000000a1', 'health-data', '2026-11', sha256('words'), '2026-01-03T00:00:00Z', true,
    'settings');

-- V031
insert into totp (account_id, secret, begun_at) values ('019a0000-0000-7000-8000-0000000000a2', 'sealed', '2026-01-01T00:00:00Z');
insert into recovery_code (account_id, code_hash) values ('019a0000-0000-7000-8000-0000000000a2', sha256('code'));

-- V033
insert into legal_hold (account_id, reason, imposed_by, imposed_at) values
  ('019a0000-0000-7000-8000-0000000000a3', 'court-order', '019a0000-0000-7000-8000-0000000000a4', '2026-01-01T00:00:00Z');

-- V034
insert into data_export (id, account_id, requested_at, attempts, next_attempt_at) values
  (gen_random_uuid(), '019a0000-0000-7000-8000-0000000000a1', '2026-01-01T00:00:00Z', 0, '2026-01-01T00:00:00Z');

-- V035
insert into erasure (id, account_id, mode, posts, stories, likes, reports, state, requested_at, token_sha256, token_until, counts, kept)
  values (gen_random_uuid(), '019a0000-0000-7000-8000-0000000000a1', 'anonymise', 'anonymise', 'anonymise', 'anonymise', 'anonymise',
    'requested', '2026-01-01T00:00:00Z', sha256('x'), '2026-01-02T00:00:00Z', '{}', '{}');

-- V037
insert into mute (account_id, subject_id, muted_at) values
  ('019a0000-0000-7000-8000-0000000000a1', '019a0000-0000-7000-8000-0000000000a3', '2026-01-01T00:00:00Z');

-- V040
insert into identity (account_id, subject_sealed, subject_hash, linked_at) values
  ('019a0000-0000-7000-8000-0000000000a1', 'sealed', sha256('subject'), '2026-01-01T00:00:00Z');

-- V048
update moderation_case set state = 'resolved', resolved_at = '2026-01-05T00:00:00Z', target_id = id, subject_id = null;

-- V052
insert into read_position (account_id, thread_id, number, read_at) values
  ('019a0000-0000-7000-8000-0000000000a1', '019a0000-0000-7000-8000-0000000000b1', 2, '2026-01-01T02:00:00Z');
insert into following (account_id, thread_id, level, since) values
  ('019a0000-0000-7000-8000-0000000000a1', '019a0000-0000-7000-8000-0000000000b1', 'watching', '2026-01-01T00:00:00Z');

-- V053
insert into answer_claim (thread_id, account_id, claimed_at, ends_at) values
  ('019a0000-0000-7000-8000-0000000000b1', '019a0000-0000-7000-8000-0000000000a3', '2026-01-01T00:00:00Z', '2026-01-01T00:30:00Z');

-- V058
insert into draft (account_id, key, tags, markdown, saved_at) values
  ('019a0000-0000-7000-8000-0000000000a1', 'new-thread', '{}', 'Half a sentence', '2026-01-01T00:00:00Z');

-- V059
insert into bookmark (account_id, post_id, note, bookmarked_at)
  select '019a0000-0000-7000-8000-0000000000a1', id, 'For later', '2026-01-01T00:00:00Z' from post order by id limit 1;

-- V060
insert into answer_alert (thread_id, alerted_at) values ('019a0000-0000-7000-8000-0000000000b1', '2026-01-01T04:00:00Z');

-- V061
insert into account_preference (account_id, mail_reply, mail_mention, mail_quote, mail_like, mail_story, mail_decision, mail_report,
    digest, time_zone) values
  ('019a0000-0000-7000-8000-0000000000a1', true, true, true, false, true, true, true, 'never', 'Europe/London');
insert into hidden_label (account_id, label_id) values
  ('019a0000-0000-7000-8000-0000000000a1', 'death');

-- V062
insert into happening (kind, post_id, actor_id, happened_at, due_at, attempts)
  select 'post-liked', id, author_id, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 0 from post limit 1;
insert into notification_box (account_id, last_number, read_number, mailed_number) values
  ('019a0000-0000-7000-8000-0000000000a1', 1, 0, 0);
insert into notification (account_id, number, kind, post_id, notified_at)
  select '019a0000-0000-7000-8000-0000000000a1', 1, 'like', id, '2026-01-01T00:00:00Z' from post limit 1;

-- V068
update draft set quotes = '[{"post": "019a0000-0000-7000-8000-0000000000c1", "text": "Half a sentence"}]';
