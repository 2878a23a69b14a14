-- What was taken out of stories because it gave somebody away.

create table story_redaction (
  id uuid not null,
  story_id uuid not null,
  redacted_by uuid not null,
  redacted_at timestamptz not null,
  reason text not null,
  constraint story_redaction_pk primary key (id),
  constraint story_redaction_story_fk foreign key (story_id) references story (id),
  constraint story_redaction_redacted_by_fk foreign key (redacted_by) references account (id)
);

create index story_redaction_by_story on story_redaction (story_id, id);

create table story_sealed_original (
  redaction_id uuid not null,
  revision integer not null,
  title text not null,
  markdown text not null,
  attribution_name text,
  content_sha256 bytea not null,
  delete_after timestamptz not null,
  constraint story_sealed_original_pk primary key (redaction_id, revision),
  constraint story_sealed_original_redaction_fk foreign key (redaction_id) references story_redaction (id)
);

create index story_sealed_original_to_delete on story_sealed_original (delete_after);

comment on table story_sealed_original is 'What a revision said before a redaction: for staff, whose reading is logged, and for some days only.';
