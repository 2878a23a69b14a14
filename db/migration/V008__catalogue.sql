-- What people are told and what is recognised, in versions. The version that comes with Waymark is a file; it is written
-- down here too, so that what people were once told can be read again.

drop table opening_hours;
drop table service;

create table catalogue_version (
  version text not null,
  ordinal bigint generated always as identity,
  document jsonb not null,
  based_on text,
  changes jsonb,
  reason text not null,
  proposed_by uuid,
  proposed_at timestamptz not null,
  constraint catalogue_version_pk primary key (version),
  constraint catalogue_version_shape check (version ~ '^(v[1-9][0-9]{0,8}|shipped-[0-9a-f]{8})$'),
  constraint catalogue_version_based_on_fk foreign key (based_on) references catalogue_version (version),
  constraint catalogue_version_proposed_by_fk foreign key (proposed_by) references account (id),
  constraint catalogue_version_proposed_whole check (
    (proposed_by is null) = (based_on is null) and (proposed_by is null) = (changes is null)
  )
);

create unique index catalogue_version_in_order on catalogue_version (ordinal);

comment on table catalogue_version is 'Append-only: what somebody proposed, whole, and what came with Waymark.';
comment on column catalogue_version.changes is
  'the merge patch on the document of based_on; null for a version that came with Waymark';
comment on column catalogue_version.proposed_by is 'null for a version that came with Waymark';

create table catalogue_activation (
  id bigint generated always as identity,
  version text not null,
  activated_by uuid not null,
  activated_at timestamptz not null,
  constraint catalogue_activation_pk primary key (id),
  constraint catalogue_activation_version_fk foreign key (version) references catalogue_version (version),
  constraint catalogue_activation_activated_by_fk foreign key (activated_by) references account (id)
);

create index catalogue_activation_by_version on catalogue_activation (version, id);

comment on table catalogue_activation is
  'Append-only: which version was made current, by whom. The last one counts; while there is none, each server uses the version it came with.';
