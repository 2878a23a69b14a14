-- What people report to the moderators, and what the reported thing said at that moment.

create table report_reason (
  code text not null,
  title text not null,
  text text not null,
  category text not null,
  priority text not null,
  needs_message boolean not null,
  needs_statutory_category boolean not null,
  position integer not null,
  constraint report_reason_pk primary key (code),
  constraint report_reason_code_shape check (code ~ '^[a-z]+(-[a-z]+)*$'),
  constraint report_reason_category_shape check (category ~ '^[a-z]+(-[a-z]+)*$'),
  constraint report_reason_priority_known check (priority in ('P0', 'P1', 'P2', 'P3'))
);

comment on column report_reason.text is 'shown to whoever is about to report something';
comment on column report_reason.category is 'of the case that is raised';

create table statutory_category (
  code text not null,
  title text not null,
  priority text not null,
  position integer not null,
  constraint statutory_category_pk primary key (code),
  constraint statutory_category_code_shape check (code ~ '^[a-z]+(-[a-z]+)*$'),
  constraint statutory_category_priority_known check (priority in ('P0', 'P1', 'P2', 'P3'))
);

comment on table statutory_category is 'Kinds of illegal content, as they have to be told apart in the records.';

create table report_outcome (
  code text not null,
  text text not null,
  constraint report_outcome_pk primary key (code),
  constraint report_outcome_code_shape check (code ~ '^[a-z]+(-[a-z]+)*$')
);

comment on table report_outcome is 'What a reporter is told in the end; nothing of what happened to the person.';

create table snapshot (
  id uuid not null,
  target_type text not null,
  target_id uuid not null,
  target_version integer not null,
  content_sha256 bytea not null,
  author_id uuid not null,
  title text,
  tags text[] not null,
  markdown text,
  html text,
  taken_at timestamptz not null,
  constraint snapshot_pk primary key (id),
  constraint snapshot_author_fk foreign key (author_id) references account (id),
  constraint snapshot_key unique (target_type, target_id, target_version, content_sha256),
  constraint snapshot_target_type_known check (target_type in ('post', 'thread', 'member')),
  constraint snapshot_content_sha256_length check (octet_length(content_sha256) = 32)
);

comment on table snapshot is
  'What somebody reported, word for word, so that neither an edit nor a deletion takes it away from those who decide.';
comment on column snapshot.target_id is 'no foreign key: targets are of several types, and a snapshot outlives them';
comment on column snapshot.target_version is 'of the post or the thread; 1 for a member';
comment on column snapshot.content_sha256 is
  'of all that is kept; a thread also changes with its opening post, which has a version of its own';
comment on column snapshot.title is 'of a thread; the username of a member; null for a post';
comment on column snapshot.markdown is
  'of the post, or of the opening post of the thread; null for a member and where the opening post no longer stands';
comment on column snapshot.html is 'as it was shown; null where markdown is';

create table report (
  id uuid not null,
  receipt_sha256 bytea not null,
  reporter_id uuid,
  target_type text not null,
  target_id uuid not null,
  subject_id uuid not null,
  reason text not null,
  statutory_category text,
  message text,
  priority text not null,
  snapshot_id uuid not null,
  case_id uuid,
  batched boolean not null,
  reported_at timestamptz not null,
  outcome text,
  settled_at timestamptz,
  constraint report_pk primary key (id),
  constraint report_receipt_key unique (receipt_sha256),
  constraint report_reporter_fk foreign key (reporter_id) references account (id),
  constraint report_subject_fk foreign key (subject_id) references account (id),
  constraint report_reason_fk foreign key (reason) references report_reason (code),
  constraint report_statutory_category_fk foreign key (statutory_category) references statutory_category (code),
  constraint report_snapshot_fk foreign key (snapshot_id) references snapshot (id),
  constraint report_case_fk foreign key (case_id) references moderation_case (id),
  constraint report_outcome_fk foreign key (outcome) references report_outcome (code),
  constraint report_target_type_known check (target_type in ('post', 'thread', 'member')),
  constraint report_priority_known check (priority in ('P0', 'P1', 'P2', 'P3')),
  constraint report_receipt_sha256_length check (octet_length(receipt_sha256) = 32),
  constraint report_message_length check (char_length(message) between 1 and 2000),
  constraint report_raised check (batched or case_id is not null),
  constraint report_settled check ((outcome is null) = (settled_at is null)),
  constraint report_settled_in_case check (settled_at is null or case_id is not null)
);

-- For a member's own list, and to find what the same member has reported before.
create index report_by_reporter on report (reporter_id, id) where reporter_id is not null;

create index report_by_case on report (case_id, reported_at, id);
create index report_by_subject on report (subject_id, reason) where outcome = 'action-taken';

-- What no case was raised for yet. There is hardly ever anything in it.
create index report_unraised on report (target_type, target_id, id) where case_id is null;

comment on column report.receipt_sha256 is 'The receipt itself is known to the reporter only.';
comment on column report.reporter_id is
  'null: a guest. Nobody but the reporter is ever shown it; there is no address here, and nothing else that leads to them.';
comment on column report.target_id is 'no foreign key: targets are of several types';
comment on column report.subject_id is 'whose words or whose account it is about';
comment on column report.statutory_category is 'null unless the reason needs one';
comment on column report.message is 'in the words of the reporter; null where there are none';
comment on column report.priority is 'what it asks for, from its reason and from what its message brings up';
comment on column report.case_id is 'null while a batched report waits for its case to be raised';
comment on column report.batched is 'over the limit of its reporter: taken all the same, and raised together with others';
comment on column report.outcome is 'null until the case was brought to an end';
