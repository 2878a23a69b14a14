-- Whose words a member would rather not read. Nobody else is told.

create table mute (
  account_id uuid not null,
  subject_id uuid not null,
  muted_at timestamptz not null,
  constraint mute_pk primary key (account_id, subject_id),
  constraint mute_account_fk foreign key (account_id) references account (id),
  constraint mute_subject_fk foreign key (subject_id) references account (id),
  constraint mute_of_another check (account_id <> subject_id)
);

create index mute_latest on mute (account_id, muted_at desc, subject_id);
create index mute_by_subject on mute (subject_id);

comment on table mute is 'Whose words a member wants folded away. For that member only; the one who is muted is never told.';
