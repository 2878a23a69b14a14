-- What is looked at before it is published, and what waits until a moderator has looked.

create table gate_revision (
  revision bigint not null,
  single boolean not null default true,
  constraint gate_revision_pk primary key (single),
  constraint gate_revision_single check (single)
);

comment on table gate_revision is
  'Goes up with every change of words, review rules and rules about personal data, so that servers know when to read them again. Whoever changes them locks it, so that two do not go beyond a limit together.';

insert into gate_revision (revision) values (1);

create table watched_word (
  id uuid not null,
  pattern text not null,
  pattern_key text not null,
  kind text not null,
  action text not null,
  label text,
  category text not null,
  note text,
  enabled boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null,
  constraint watched_word_pk primary key (id),
  constraint watched_word_once unique (action, kind, pattern_key),
  constraint watched_word_pattern_length check (char_length(pattern) between 1 and 200),
  constraint watched_word_kind_known check (kind in ('word', 'wildcard', 'regex')),
  constraint watched_word_action_known check (action in ('block', 'censor', 'hold', 'flag', 'escalate', 'label')),
  constraint watched_word_labelled check ((action = 'label') = (label is not null)),
  constraint watched_word_label_known check (
    label in ('death', 'relapse', 'serious-side-effects', 'prognosis-numbers', 'cost', 'fertility-and-pregnancy', 'children')
  ),
  constraint watched_word_category_known check (
    category in ('crisis', 'red-flag', 'worried', 'medical-claim', 'unsafe-advice', 'personal-data', 'staff-named', 'abuse',
      'spam', 'illegal', 'review', 'appeal', 'other')
  ),
  constraint watched_word_version_positive check (version >= 1)
);

comment on column watched_word.pattern_key is 'the same for patterns that are written differently and find the same';
comment on column watched_word.label is 'null unless the action is label';
comment on column watched_word.category is 'of the case that it raises';
comment on column watched_word.note is 'for colleagues; null: nobody wrote one';

create table review_rule (
  id uuid not null,
  category_id text,
  role text,
  kind text,
  min_posts integer,
  enabled boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null,
  constraint review_rule_pk primary key (id),
  constraint review_rule_once unique nulls not distinct (category_id, role, kind, min_posts),
  constraint review_rule_category_fk foreign key (category_id) references category (id),
  constraint review_rule_role_known check (role in ('member', 'supporter')),
  constraint review_rule_kind_known check (kind in ('thread', 'reply')),
  constraint review_rule_min_posts_range check (min_posts between 1 and 1000),
  constraint review_rule_version_positive check (version >= 1)
);

comment on column review_rule.category_id is 'null: every category';
comment on column review_rule.role is 'null: everybody below moderator';
comment on column review_rule.kind is 'null: threads and replies';
comment on column review_rule.min_posts is 'matches authors with fewer posts that stand; null: everybody';

-- Off until a charity turns it on: it needs somebody who reads, and people who write for the first time should not wait
-- for nobody.
insert into review_rule (id, min_posts, enabled, created_at, updated_at, version) values
  ('019a0000-0000-7000-8000-000000000001', 1, false, '2026-11-21T00:00:00Z', '2026-11-21T00:00:00Z', 1);

create table personal_data_rule (
  pattern text not null,
  action text not null,
  updated_at timestamptz not null,
  version integer not null,
  constraint personal_data_rule_pk primary key (pattern),
  constraint personal_data_rule_pattern_known check (pattern in ('phone', 'email', 'postcode', 'nhs-number', 'many-links')),
  constraint personal_data_rule_action_known check (action in ('off', 'flag', 'hold')),
  constraint personal_data_rule_version_positive check (version >= 1)
);

insert into personal_data_rule (pattern, action, updated_at, version) values
  ('phone', 'hold', '2026-11-21T00:00:00Z', 1),
  ('email', 'hold', '2026-11-21T00:00:00Z', 1),
  ('nhs-number', 'hold', '2026-11-21T00:00:00Z', 1),
  ('postcode', 'flag', '2026-11-21T00:00:00Z', 1),
  ('many-links', 'flag', '2026-11-21T00:00:00Z', 1);

create table gate_explanation (
  code text not null,
  title text not null,
  explanation text not null,
  constraint gate_explanation_pk primary key (code)
);

comment on table gate_explanation is 'Why something waits, as its author is told.';

create table submission (
  id uuid not null,
  kind text not null,
  author_id uuid not null,
  thread_id uuid,
  post_id uuid,
  based_on integer,
  title text,
  category_id text,
  tags text[],
  markdown text,
  reply_to_number integer,
  quotes jsonb,
  reasons text[] not null,
  state text not null,
  message text,
  published_post_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  decided_at timestamptz,
  version integer not null,
  constraint submission_pk primary key (id),
  constraint submission_author_fk foreign key (author_id) references account (id),
  constraint submission_thread_fk foreign key (thread_id) references forum_thread (id),
  constraint submission_post_fk foreign key (post_id) references post (id),
  constraint submission_category_fk foreign key (category_id) references category (id),
  constraint submission_published_post_fk foreign key (published_post_id) references post (id),
  constraint submission_kind_known check (kind in ('thread', 'reply', 'edit')),
  constraint submission_whole check (
    case kind
      when 'thread' then thread_id is null and post_id is null and title is not null and category_id is not null
        and tags is not null and markdown is not null
      when 'reply' then thread_id is not null and post_id is null and title is null and markdown is not null
      else thread_id is not null and based_on is not null
        and (post_id is null) = (title is not null) and (post_id is null) = (markdown is null)
    end
  ),
  constraint submission_title_length check (char_length(title) between 5 and 200),
  constraint submission_markdown_length check (char_length(markdown) between 1 and 32000),
  constraint submission_state_known check (state in ('held', 'approved', 'returned', 'withdrawn')),
  constraint submission_returned_explained check (state <> 'returned' or message is not null),
  constraint submission_approved_published check ((state = 'approved') = (published_post_id is not null)),
  constraint submission_decided check ((state = 'held') = (decided_at is null)),
  constraint submission_reasons_given check (cardinality(reasons) > 0),
  constraint submission_version_positive check (version >= 1)
);

create index submission_by_author on submission (author_id, id);
create index submission_edits_of_post on submission (post_id) where state = 'held' and post_id is not null;
create index submission_edits_of_thread on submission (thread_id) where state = 'held' and kind = 'edit';

comment on table submission is
  'What people sent and nobody else sees yet. It becomes a post when a moderator approves it; until then no table that is read for others has it.';
comment on column submission.thread_id is 'null for a new thread';
comment on column submission.post_id is 'the post an edit changes; null for everything else, also for the edit of a title';
comment on column submission.based_on is 'the version of the post or the thread that an edit changes; null for everything else';
comment on column submission.quotes is 'of a reply; of an edit null when its quotes stay as they are';
comment on column submission.reasons is 'codes of gate_explanation';
comment on column submission.message is 'what a moderator wrote who gave it back';
comment on column submission.decided_at is 'when it was approved, returned or withdrawn; null while it waits';

alter table signposting_match
  drop constraint signposting_match_target_type_known,
  add constraint signposting_match_target_type_known check (target_type in ('post', 'submission'));
