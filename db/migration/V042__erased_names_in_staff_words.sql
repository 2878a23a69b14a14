-- What the team writes for everybody and for itself stays as it was written, but for the name of somebody who was erased.

create function refuse_change_but_of_words() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('waymark.erasing', true), '') <> 'yes'
      or to_jsonb(new) - tg_argv::text[] <> to_jsonb(old) - tg_argv::text[] then
    raise exception 'the rows of % stay as they were written', tg_table_name;
  end if;
  return new;
end
$$;

comment on function refuse_change_but_of_words() is
  'For append-only tables with words: these columns change in a transaction that says that it erases somebody, and in no other.';

drop trigger canned_reply_append_only on canned_reply;

create trigger canned_reply_append_only before delete or truncate on canned_reply
  for each statement execute function refuse_change_of_rows();

create trigger canned_reply_words_stay before update on canned_reply
  for each row execute function refuse_change_but_of_words('title', 'text');

alter table document_version add column cleared_at timestamptz;

comment on column document_version.cleared_at is
  'when the name of somebody who was erased was last taken out of it; null: it is as it was proposed';
