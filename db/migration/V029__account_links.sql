-- Links that were mailed to somebody: who opens one has shown that the mailbox is theirs.

create table account_link (
  id uuid not null,
  kind text not null,
  token_sha256 bytea not null,
  account_id uuid,
  address_sealed bytea,
  address_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint account_link_pk primary key (id),
  constraint account_link_token_key unique (token_sha256),
  constraint account_link_account_fk foreign key (account_id) references account (id),
  constraint account_link_kind_known check (kind in ('verify-address', 'reset-password'))
);

create index account_link_by_address on account_link (address_hash, created_at);
create index account_link_by_account on account_link (account_id);

comment on table account_link is
  'A row for every request, also where there is no account: otherwise the time of an answer could tell which.';
comment on column account_link.token_sha256 is 'The token itself is in the mail only.';
comment on column account_link.account_id is 'null: the link leads nowhere, and was mailed to nobody';
comment on column account_link.address_sealed is 'the address to be proved; null for a new password';
