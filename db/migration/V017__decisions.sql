-- What moderators decided, why, and what the person was told; and what was asked to be looked at again.

create table community_rule (
  id text not null,
  title text not null,
  text text not null,
  position integer not null,
  constraint community_rule_pk primary key (id)
);

comment on table community_rule is 'What members agreed to, in the parts that a decision can rest on.';

create table decision_reason (
  code text not null,
  title text not null,
  position integer not null,
  constraint decision_reason_pk primary key (code)
);

create table decision_wording (
  action text not null,
  sentence text not null,
  constraint decision_wording_pk primary key (action)
);

comment on column decision_wording.sentence is 'what was done, as the letter says it to the person';

create table checklist_item (
  category text not null,
  position integer not null,
  text text not null,
  constraint checklist_item_pk primary key (category, position)
);

create table decision (
  id uuid not null,
  case_id uuid,
  parent_id uuid,
  decider_id uuid not null,
  subject_id uuid not null,
  action text not null,
  target_type text not null,
  target_id uuid not null,
  reason text not null,
  rule_id text,
  message text,
  diff text,
  canned_reply_id text,
  canned_reply_version integer,
  until timestamptz,
  undo text,
  decided_at timestamptz not null,
  appeal_until timestamptz,
  reversed_by uuid,
  version integer not null,
  constraint decision_pk primary key (id),
  constraint decision_case_fk foreign key (case_id) references moderation_case (id),
  constraint decision_parent_fk foreign key (parent_id) references decision (id),
  constraint decision_decider_fk foreign key (decider_id) references account (id),
  constraint decision_subject_fk foreign key (subject_id) references account (id),
  constraint decision_reason_fk foreign key (reason) references decision_reason (code),
  constraint decision_rule_fk foreign key (rule_id) references community_rule (id),
  constraint decision_reversed_by_fk foreign key (reversed_by) references decision (id),
  constraint decision_action_fk foreign key (action) references decision_wording (action),
  constraint decision_target_type_known
    check (target_type in ('post', 'thread', 'member', 'submission', 'decision')),
  constraint decision_message_length check (char_length(message) between 1 and 4000),
  constraint decision_about_somebody_else check (decider_id <> subject_id),
  constraint decision_version_positive check (version >= 1)
);

create index decision_by_subject on decision (subject_id, id);
create index decision_by_case on decision (case_id, id) where case_id is not null;
create index decision_by_parent on decision (parent_id, id) where parent_id is not null;
create index decision_by_target on decision (target_id, id);
create index decision_by_time on decision (decided_at);

comment on table decision is 'Never edited, but for reversed_by, which says that a later one took it back.';
comment on column decision.case_id is 'null where a moderator acted without a case';
comment on column decision.parent_id is 'of many at once, the one that stands for all of them; null otherwise';
comment on column decision.message is 'what the person was told; null where nothing was done to them';
comment on column decision.diff is 'what an edit by a moderator changed; null for every other action';
comment on column decision.undo is 'what has to be known to take it back; null where nothing has';
comment on column decision.appeal_until is 'null where it cannot be appealed';

create table appeal (
  decision_id uuid not null,
  message text not null,
  made_at timestamptz not null,
  state text not null,
  answered_by uuid,
  constraint appeal_pk primary key (decision_id),
  constraint appeal_decision_fk foreign key (decision_id) references decision (id),
  constraint appeal_answered_by_fk foreign key (answered_by) references decision (id),
  constraint appeal_message_length check (char_length(message) between 1 and 4000),
  constraint appeal_state_known check (state in ('open', 'confirmed', 'overturned')),
  constraint appeal_answered check ((state = 'open') = (answered_by is null))
);

comment on table appeal is 'One for each decision. Somebody else than who decided looks at it.';
comment on column appeal.answered_by is 'the decision that answers it; null while it is open';
