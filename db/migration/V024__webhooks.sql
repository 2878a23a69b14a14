-- What other programs have to be told, until they have been told: ids, a type and a time, and nothing that people wrote.

create table webhook_delivery (
  id uuid not null,
  endpoint text not null,
  type text not null,
  subject uuid not null,
  occurred_at timestamptz not null,
  attempts integer not null,
  next_attempt_at timestamptz,
  last_attempt_at timestamptz,
  last_status integer,
  delivered_at timestamptz,
  given_up_at timestamptz,
  constraint webhook_delivery_pk primary key (id),
  constraint webhook_delivery_endpoint_shape check (endpoint ~ '^[a-z][a-z0-9-]{0,59}$'),
  constraint webhook_delivery_type_shape check (type ~ '^[a-z][a-z.-]{0,58}[a-z]$'),
  constraint webhook_delivery_attempts_counted check (attempts >= 0 and (attempts = 0) = (last_attempt_at is null)),
  constraint webhook_delivery_status_of_http check (last_status between 100 and 599),
  constraint webhook_delivery_ends_once check (num_nonnulls(next_attempt_at, delivered_at, given_up_at) = 1)
);

comment on column webhook_delivery.id is 'also the webhook-id, by which whoever gets it twice knows it again';
comment on column webhook_delivery.endpoint is 'a name; where it leads and its secret are settings, not data';
comment on column webhook_delivery.subject is 'the id of what it is about; no reference, because that may be gone by then';
comment on column webhook_delivery.next_attempt_at is
  'null when it is delivered or given up; while somebody delivers it, when others may take it for abandoned';
comment on column webhook_delivery.last_status is 'null when nobody answered the last time';

-- The few that wait, among many that do not any more.
create index webhook_delivery_due on webhook_delivery (next_attempt_at, id) where next_attempt_at is not null;
