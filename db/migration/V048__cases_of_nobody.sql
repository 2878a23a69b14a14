-- What long settled cases say is counted, and no longer said of anybody: it moves to a case that is about nobody.

alter table moderation_case
  alter column subject_id drop not null,
  add constraint moderation_case_about_somebody
    check (subject_id is not null or (state = 'resolved' and target_id = id and excluded_id is null));

comment on column moderation_case.subject_id is
  'whose words or whose account it is about; null: nobody knows any more, what happened in it is only counted, and target_id is its own id';
