-- Who people are here: accounts, the consents they gave, the sessions they hold.

create table account (
  id uuid not null,
  username text not null,
  email text not null,
  email_verified_at timestamptz,
  password_hash text not null,
  role text not null,
  created_at timestamptz not null,
  constraint account_pk primary key (id),
  constraint account_username_shape check (username ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9]$'),
  constraint account_role_known check (role in ('member', 'supporter', 'moderator', 'admin'))
);

-- Ada and ada would be taken for one person by every reader, so they are one name.
create unique index account_username_key on account (lower(username));

-- Two accounts may claim one address, only one can prove it. Refusing the second claim at sign-up would tell
-- anybody who asks whether a given address belongs to a member, and membership discloses cancer.
create unique index account_verified_email_key on account (lower(email)) where email_verified_at is not null;

comment on column account.email_verified_at is 'null: nobody has proved yet that the address is theirs';
comment on column account.password_hash is 'Argon2id in the encoded form that names its own parameters';

create table consent_wording (
  purpose text not null,
  version text not null,
  wording text not null,
  current boolean not null,
  constraint consent_wording_pk primary key (purpose, version),
  constraint consent_wording_purpose_known check (purpose in ('community-rules', 'health-data'))
);

create unique index consent_wording_one_current on consent_wording (purpose) where current;

comment on table consent_wording is
  'What people were asked to agree to. A wording that anybody agreed to is never edited: a new version follows it.';

create table consent (
  id uuid not null,
  account_id uuid not null,
  purpose text not null,
  wording_version text not null,
  wording_sha256 bytea not null,
  given_at timestamptz not null,
  constraint consent_pk primary key (id),
  constraint consent_account_fk foreign key (account_id) references account (id),
  constraint consent_wording_fk foreign key (purpose, wording_version) references consent_wording (purpose, version)
);

create index consent_by_account on consent (account_id, purpose, given_at);

comment on table consent is 'Append-only: what was agreed to, in which words, and when.';

create table session (
  id uuid not null,
  account_id uuid not null,
  token_sha256 bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint session_pk primary key (id),
  constraint session_account_fk foreign key (account_id) references account (id),
  constraint session_token_key unique (token_sha256)
);

create index session_by_account on session (account_id, created_at);

comment on column session.token_sha256 is 'The token itself is known to its holder only.';
