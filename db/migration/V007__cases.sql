-- What moderators should look at, how urgent it is and by when.

create table case_clock (
  priority text not null,
  due_within interval not null,
  constraint case_clock_pk primary key (priority),
  constraint case_clock_priority_known check (priority in ('P0', 'P1', 'P2', 'P3')),
  constraint case_clock_due_within_positive check (due_within > interval '0')
);

comment on table case_clock is
  'How soon somebody should have looked. Wall-clock time, nights and weekends included, until staffed hours are known.';

create table moderation_case (
  id uuid not null,
  target_type text not null,
  target_id uuid not null,
  priority text not null,
  state text not null default 'open',
  paged boolean not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null,
  constraint moderation_case_pk primary key (id),
  constraint moderation_case_target_type_known check (target_type in ('post')),
  constraint moderation_case_priority_known check (priority in ('P0', 'P1', 'P2', 'P3')),
  constraint moderation_case_state_known check (state in ('open', 'claimed', 'waiting', 'escalated', 'resolved')),
  constraint moderation_case_version_positive check (version >= 1)
);

comment on column moderation_case.target_id is
  'no foreign key: targets are of several types, and a case outlives what it was about';
comment on column moderation_case.paged is 'the certainty was high enough, at least once, for the on-call pager';
comment on column moderation_case.due_at is 'the earliest of what its raises asked for';

-- What is raised twice is looked at once. Raising relies on it: two that raise at once meet here.
create unique index moderation_case_one_unresolved on moderation_case (target_type, target_id)
  where state <> 'resolved';

-- The order in which moderators work.
create index moderation_case_queue on moderation_case (priority, due_at, id) where state <> 'resolved';

create table case_source (
  id uuid not null,
  case_id uuid not null,
  source text not null,
  priority text not null,
  at timestamptz not null,
  constraint case_source_pk primary key (id),
  constraint case_source_case_fk foreign key (case_id) references moderation_case (id),
  constraint case_source_source_known check (source in ('signposting', 'signposting-failed')),
  constraint case_source_priority_known check (priority in ('P0', 'P1', 'P2', 'P3'))
);

create index case_source_by_case on case_source (case_id, at, id);

comment on table case_source is 'Append-only: what raised a case, each time it did.';
comment on column case_source.priority is 'what this raise asked for; the case may be more urgent';
