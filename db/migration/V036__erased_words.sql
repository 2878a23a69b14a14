-- Places whose words are erased, and the one way in which notes of staff can be emptied.

alter table post add column erased_at timestamptz;

comment on column post.erased_at is
  'when its words were erased with the account of its author; the place in the thread stays. Null for all others';

create index post_to_erase on post (author_id, id) where erased_at is null;

-- Notes stay as they were written, but for what leads to somebody who was erased. Only the words change, and only where an
-- erasure says that it is one.
create function refuse_change_of_notes() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('waymark.erasing', true), '') <> 'yes'
      or to_jsonb(new) - 'text' <> to_jsonb(old) - 'text' then
    raise exception 'the rows of % stay as they were written', tg_table_name;
  end if;
  return new;
end
$$;

drop trigger staff_note_append_only on staff_note;

create trigger staff_note_append_only before delete or truncate on staff_note
  for each statement execute function refuse_change_of_rows();

create trigger staff_note_words_stay before update on staff_note
  for each row execute function refuse_change_of_notes();
