-- What staff did, in a chain that shows when a link was changed.

create table audit_entry (
  number bigint not null,
  at timestamptz not null,
  actor_id uuid,
  action text not null,
  target_type text not null,
  target_id uuid,
  case_id uuid,
  reason text,
  before_sha256 bytea,
  after_sha256 bytea,
  previous_hash bytea not null,
  hash bytea not null,
  constraint audit_entry_pk primary key (number),
  constraint audit_entry_number_positive check (number >= 1),
  constraint audit_entry_action_shape check (action ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  constraint audit_entry_target_type_shape check (target_type ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  constraint audit_entry_reason_shape check (reason ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  constraint audit_entry_hash_length check (octet_length(hash) = 32 and octet_length(previous_hash) = 32)
);

create index audit_entry_by_target on audit_entry (target_id, number);
create index audit_entry_by_actor on audit_entry (actor_id, number);

comment on table audit_entry is
  'Append-only. Each hash covers the row and the hash before it. Ids, codes and hashes only, never what people wrote.';
comment on column audit_entry.actor_id is
  'null: the server itself; no foreign key, so that the log never has to change with an account';
comment on column audit_entry.before_sha256 is 'hash of what the target said or was before; null where nothing was';
comment on column audit_entry.previous_hash is 'of the entry numbered one less; 32 zero bytes before the first';

create function refuse_change_of_log() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only';
end
$$;

create trigger audit_entry_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_change_of_log();
