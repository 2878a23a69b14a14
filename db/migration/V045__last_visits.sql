-- When people were last here, so that accounts that nobody uses do not stay for ever.

alter table account
  add column last_visit_on date,
  add column unused_told_at timestamptz;

-- When they were here before this nobody knows, so it begins to count now.
update account set last_visit_on = (current_timestamp at time zone 'UTC')::date where erased_at is null;

comment on column account.last_visit_on is 'To the day, in UTC; null once the account is erased';
comment on column account.unused_told_at is
  'When a mail arrived that says that the account is closed unless its owner signs in; null: none did since their last visit';

create index account_last_visit on account (last_visit_on) where closed_at is null;
create index account_never_proved on account (created_at) where email_verified_at is null and email_hash is not null;
