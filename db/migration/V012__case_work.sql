-- How cases are worked on: who holds them, what they wait for, what happened when.

alter table moderation_case
  add column subject_id uuid,
  add column category text not null default 'other',
  add column excluded_id uuid,
  add column assignee_id uuid,
  add column held_until timestamptz,
  add column looked_at timestamptz,
  add column breached_at timestamptz,
  add column resolved_at timestamptz,
  add column escalated boolean not null default false;

update moderation_case set subject_id = post.author_id from post where post.id = moderation_case.target_id;

alter table moderation_case
  alter column subject_id set not null,
  alter column category drop default,
  alter column state drop default,
  alter column escalated drop default,
  add constraint moderation_case_subject_fk foreign key (subject_id) references account (id),
  add constraint moderation_case_assignee_fk foreign key (assignee_id) references account (id),
  add constraint moderation_case_category_shape check (category ~ '^[a-z]+(-[a-z]+)*$'),
  add constraint moderation_case_claimed_by_somebody check ((state = 'claimed') = (assignee_id is not null)),
  add constraint moderation_case_held_until check ((state in ('claimed', 'waiting')) = (held_until is not null)),
  add constraint moderation_case_escalated check (state <> 'escalated' or escalated),
  add constraint moderation_case_resolved check ((state = 'resolved') = (resolved_at is not null)),
  drop constraint moderation_case_target_type_known,
  add constraint moderation_case_target_type_known
    check (target_type in ('post', 'thread', 'member', 'submission', 'decision'));

-- One case per target for good: what is raised again opens the same case again, with all that is known about it.
drop index moderation_case_one_unresolved;
alter table moderation_case add constraint moderation_case_target_key unique (target_type, target_id);

comment on column moderation_case.subject_id is 'whose words or whose account it is about';
comment on column moderation_case.category is 'of its most urgent raise; picks checklist and replies';
comment on column moderation_case.excluded_id is
  'who may not decide it, having decided what it is about; null where nobody is';
comment on column moderation_case.assignee_id is 'who holds it, until held_until; null when nobody does';
comment on column moderation_case.held_until is
  'when a claim lapses, or when waiting is over; from then on it is open again without anybody doing anything';
comment on column moderation_case.looked_at is 'when somebody first took it since it was opened; null when nobody has';
comment on column moderation_case.breached_at is 'when it was noticed that nobody had looked in time; null when it was not';
comment on column moderation_case.escalated is 'for leads only, also while one of them holds it';
comment on column moderation_case.resolved_at is 'null unless it is resolved';

create index moderation_case_by_subject on moderation_case (subject_id, id);
create index moderation_case_by_assignee on moderation_case (assignee_id, id) where assignee_id is not null;

alter table case_source
  add column category text not null default 'other',
  drop constraint case_source_source_known,
  add constraint case_source_source_known
    check (source in ('signposting', 'signposting-failed', 'report', 'watched-word', 'review', 'appeal'));
alter table case_source alter column category drop default;

create table case_event (
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  actor_id uuid,
  priority text not null,
  note text,
  at timestamptz not null,
  constraint case_event_pk primary key (id),
  constraint case_event_case_fk foreign key (case_id) references moderation_case (id),
  constraint case_event_actor_fk foreign key (actor_id) references account (id),
  constraint case_event_kind_known check (kind in ('opened', 'reopened', 'raised', 'claimed', 'handed-back',
    'waiting', 'escalated', 'breached', 'decided', 'resolved')),
  constraint case_event_priority_known check (priority in ('P0', 'P1', 'P2', 'P3')),
  constraint case_event_note_length check (char_length(note) between 1 and 2000)
);

create index case_event_by_case on case_event (case_id, at, id);
create index case_event_by_time on case_event (at, kind);

comment on table case_event is 'Append-only: what happened to a case; the figures are counted from it.';
comment on column case_event.actor_id is 'null: nobody did it, it happened';
comment on column case_event.note is 'why it was escalated or waits; null elsewhere';
