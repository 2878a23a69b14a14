-- What members have begun to write and not sent. Nobody else reads it.

create table draft (
  account_id uuid not null,
  key text not null,
  sequence integer generated always as identity,
  title text,
  category text,
  tags text[] not null,
  markdown text not null,
  reply_to_number integer,
  saved_at timestamptz not null,
  constraint draft_pk primary key (account_id, key),
  constraint draft_account_fk foreign key (account_id) references account (id),
  constraint draft_key_shape check (key ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$'),
  constraint draft_markdown_length check (char_length(markdown) <= 32000)
);

create index draft_latest on draft (account_id, saved_at desc, key);
create index draft_by_age on draft (saved_at);

comment on column draft.key is 'the name that a client has for what is being written, such as new-thread';
comment on column draft.sequence is
  'grows with every change and is never given twice: whoever last saw a draft that has gone cannot write over one of the same name';
comment on column draft.title is 'null: none was given yet, or what is written has none';
comment on column draft.category is 'as the client sent it; null: none was chosen yet';
comment on column draft.reply_to_number is 'of the post that is answered; null: the thread as a whole, or no reply';
