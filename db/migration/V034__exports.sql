-- Copies that members ask for of what is kept about them.

create table data_export (
  id uuid not null,
  account_id uuid not null,
  requested_at timestamptz not null,
  attempts integer not null,
  next_attempt_at timestamptz,
  ready_at timestamptz,
  expires_at timestamptz,
  byte_count bigint,
  given_up_at timestamptz,
  constraint data_export_pk primary key (id),
  constraint data_export_account_fk foreign key (account_id) references account (id),
  constraint data_export_attempts_counted check (attempts >= 0),
  constraint data_export_ends_once check (num_nonnulls(next_attempt_at, ready_at, given_up_at) = 1),
  constraint data_export_expires check ((ready_at is null) = (expires_at is null)),
  constraint data_export_counted check ((ready_at is null) = (byte_count is null))
);

comment on column data_export.next_attempt_at is
  'null when it is ready or given up; while somebody works on it, when others may take it for abandoned';

create unique index data_export_one_at_a_time on data_export (account_id) where next_attempt_at is not null;
create index data_export_due on data_export (next_attempt_at) where next_attempt_at is not null;
create index data_export_of_account on data_export (account_id, requested_at, id);

create table data_export_part (
  id uuid not null,
  export_id uuid not null,
  number integer not null,
  sealed bytea not null,
  delete_after timestamptz not null,
  constraint data_export_part_pk primary key (id),
  constraint data_export_part_number unique (export_id, number),
  constraint data_export_part_export_fk foreign key (export_id) references data_export (id) on delete cascade
);

comment on table data_export_part is 'The file, in pieces that are sealed one by one, so that nobody has to hold all of it.';
