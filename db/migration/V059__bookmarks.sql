-- Posts that members want to find again. Nobody else is told, and nothing is counted.

create table bookmark (
  account_id uuid not null,
  post_id uuid not null,
  note text,
  bookmarked_at timestamptz not null,
  constraint bookmark_pk primary key (account_id, post_id),
  constraint bookmark_account_fk foreign key (account_id) references account (id),
  constraint bookmark_post_fk foreign key (post_id) references post (id),
  constraint bookmark_note_length check (char_length(note) between 1 and 500)
);

create index bookmark_latest on bookmark (account_id, bookmarked_at desc, post_id);
create index bookmark_by_post on bookmark (post_id);

comment on column bookmark.note is 'what its owner wrote beside it, for nobody else; null: nothing';
