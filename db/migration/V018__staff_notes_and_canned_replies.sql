-- What moderators write for each other, and what they choose from when they write to members.

create function refuse_change_of_rows() returns trigger language plpgsql as $$
begin
  raise exception 'the rows of % stay as they were written', tg_table_name;
end
$$;

create table staff_note (
  id uuid not null,
  about_id uuid not null,
  case_id uuid,
  kind text not null,
  text text not null,
  corrects_id uuid,
  author_id uuid not null,
  at timestamptz not null,
  constraint staff_note_pk primary key (id),
  constraint staff_note_of_a_person_key unique (id, about_id),
  constraint staff_note_about_fk foreign key (about_id) references account (id),
  constraint staff_note_case_fk foreign key (case_id) references moderation_case (id),
  constraint staff_note_author_fk foreign key (author_id) references account (id),
  -- With the person in it: a correction is about the same one.
  constraint staff_note_corrects_fk foreign key (corrects_id, about_id) references staff_note (id, about_id),
  constraint staff_note_corrected_once unique (corrects_id),
  constraint staff_note_not_about_oneself check (about_id <> author_id),
  constraint staff_note_kind_known check (kind in ('fact', 'concern', 'action')),
  constraint staff_note_text_length check (char_length(text) between 1 and 4000)
);

create index staff_note_by_person on staff_note (about_id, at, id);
create index staff_note_by_case on staff_note (case_id, at, id) where case_id is not null;

comment on table staff_note is 'Append-only. Written as if the person will read it, because they can ask to.';
comment on column staff_note.case_id is 'the case it was written in; null where it was written about the person in general';
comment on column staff_note.corrects_id is 'the note whose place it takes; null where it takes none';

create trigger staff_note_append_only before update or delete or truncate on staff_note
  for each statement execute function refuse_change_of_rows();

create table canned_reply (
  id text not null,
  version integer not null,
  category text,
  title text not null,
  text text not null,
  state text not null,
  author_id uuid,
  updated_at timestamptz not null,
  constraint canned_reply_pk primary key (id, version),
  constraint canned_reply_author_fk foreign key (author_id) references account (id),
  constraint canned_reply_id_shape check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  constraint canned_reply_version_positive check (version >= 1),
  constraint canned_reply_category_shape check (category ~ '^[a-z]+(-[a-z]+)*$'),
  constraint canned_reply_state_known check (state in ('current', 'retired')),
  constraint canned_reply_title_length check (char_length(title) between 1 and 120),
  constraint canned_reply_text_length check (char_length(text) between 1 and 4000)
);

comment on table canned_reply is
  'Append-only: each row is a version of a reply, and the latest one counts. So a letter can say which words were sent.';
comment on column canned_reply.category is 'of the cases that it is offered for; null: of all';
comment on column canned_reply.author_id is 'null: it came with Waymark';

create trigger canned_reply_append_only before update or delete or truncate on canned_reply
  for each statement execute function refuse_change_of_rows();

-- For what was done in a case, and for one kind of action in a long log.
create index audit_entry_by_case on audit_entry (case_id, number) where case_id is not null;
create index audit_entry_by_action on audit_entry (action, number);
