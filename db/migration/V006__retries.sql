-- Answers to writes that may be sent again.

create table stored_answer (
  owner text not null,
  key_sha256 bytea not null,
  request_mac bytea not null,
  answer bytea not null,
  stored_at timestamptz not null,
  constraint stored_answer_pk primary key (owner, key_sha256)
);

create index stored_answer_by_age on stored_answer (stored_at);

comment on table stored_answer is
  'The first answer to a POST with an Idempotency-Key, written in the transaction of the POST itself. Kept 24 hours.';
comment on column stored_answer.owner is 'the account that sent it, or guest';
comment on column stored_answer.request_mac is 'tells whether the request is the same one, without saying what it was';
comment on column stored_answer.answer is
  'encrypted with a key that only the sender of the same Idempotency-Key and body can make';
