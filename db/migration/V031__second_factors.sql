-- How long a session lives, where it was opened, and the second factor it may have been opened with.

alter table session
  add column last_used_at timestamptz,
  add column client text,
  add column second_factor boolean not null default false;

update session set last_used_at = created_at;

-- Who opened a session before there were second factors did not give one.
alter table session
  alter column last_used_at set not null,
  alter column second_factor drop default,
  add constraint session_client_length check (char_length(client) between 1 and 40);

create index session_by_end on session (expires_at);

comment on column session.last_used_at is 'Written once in some minutes, not with each request.';
comment on column session.expires_at is 'Moves on while the session is used, up to a fixed time after it was opened.';
comment on column session.client is 'Family of browser and system only; null where nothing that is known was said';

create table totp (
  account_id uuid not null,
  secret bytea not null,
  begun_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint,
  constraint totp_pk primary key (account_id),
  constraint totp_account_fk foreign key (account_id) references account (id),
  constraint totp_step_of_confirmed check (confirmed_at is null or last_step is not null)
);

comment on table totp is 'One-time codes from an app that shares a secret with the forum (RFC 6238).';
comment on column totp.secret is 'Sealed with the keys of the forum.';
comment on column totp.confirmed_at is 'null: no code has come back yet, and none is asked for when signing in';
comment on column totp.last_step is 'Of the newest code that counted: it and older ones do not count again; null before the first';

create table recovery_code (
  account_id uuid not null,
  code_hash bytea not null,
  used_at timestamptz,
  constraint recovery_code_pk primary key (account_id, code_hash),
  constraint recovery_code_totp_fk foreign key (account_id) references totp (account_id)
);

comment on table recovery_code is 'For those whose app is lost. The codes have 80 random bits, and are kept as keyed hashes.';
comment on column recovery_code.used_at is 'null: still good, once';
