-- E-mails on their way out. Who gets one and where its link leads is sealed, and is gone as soon as the mail is.

create table mail (
  id uuid not null,
  kind text not null,
  account_id uuid,
  sealed bytea,
  written_at timestamptz not null,
  attempts integer not null,
  next_attempt_at timestamptz,
  last_attempt_at timestamptz,
  last_status integer,
  delivered_at timestamptz,
  given_up_at timestamptz,
  constraint mail_pk primary key (id),
  constraint mail_account_fk foreign key (account_id) references account (id) on delete cascade,
  constraint mail_kind_shape check (kind ~ '^[a-z][a-z-]{0,58}[a-z]$'),
  constraint mail_attempts_counted check (attempts >= 0 and (attempts = 0) = (last_attempt_at is null)),
  constraint mail_status_of_smtp check (last_status between 200 and 599),
  constraint mail_ends_once check (num_nonnulls(next_attempt_at, delivered_at, given_up_at) = 1),
  constraint mail_sealed_while_it_waits check ((sealed is null) = (next_attempt_at is null))
);

comment on column mail.id is 'also in its Message-ID, by which whoever gets it twice knows it again';
comment on column mail.account_id is 'whom it is about; null when it is about nobody who has an account, or has one any more';
comment on column mail.sealed is 'the address and the link, encrypted; null as soon as it is delivered or given up';
comment on column mail.next_attempt_at is
  'null when it is delivered or given up; while somebody delivers it, when others may take it for abandoned';
comment on column mail.last_status is 'what the SMTP server answered the last time; null when it did not answer';

-- The few that wait, among many that do not any more.
create index mail_due on mail (next_attempt_at, id) where next_attempt_at is not null;
create index mail_account on mail (account_id) where account_id is not null;
create index mail_written on mail (written_at) where next_attempt_at is null;
