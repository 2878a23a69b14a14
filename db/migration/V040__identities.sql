-- Accounts that members have elsewhere, with which they may sign in here.

create table identity (
  account_id uuid not null,
  subject_sealed bytea not null,
  subject_hash bytea not null,
  linked_at timestamptz not null,
  constraint identity_pk primary key (account_id),
  constraint identity_account_fk foreign key (account_id) references account (id),
  constraint identity_subject_key unique (subject_hash)
);

comment on table identity is 'Made by members who are signed in. E-mail addresses that a provider tells lead to nobody.';
comment on column identity.subject_sealed is 'Who somebody is (issuer and subject), sealed, to be hashed again when keys change.';
comment on column identity.subject_hash is 'The same as a keyed hash, by which the account is found.';

create table identity_attempt (
  attempt_sha256 bytea not null,
  account_id uuid,
  expires_at timestamptz not null,
  constraint identity_attempt_pk primary key (attempt_sha256),
  constraint identity_attempt_account_fk foreign key (account_id) references account (id)
);

create index identity_attempt_by_account on identity_attempt (account_id);
create index identity_attempt_by_end on identity_attempt (expires_at);

comment on table identity_attempt is 'Whoever has gone to the provider and is expected back, once. All other secrets are made of the attempt.';
comment on column identity_attempt.account_id is 'of a member who links it; null for signing in';

-- With 80 random bits nobody finds a code that belongs to a hash, and these hashes outlive the keys.
comment on table recovery_code is 'For those whose app is lost. The codes have 80 random bits, and are kept as SHA-256 with the account.';
