-- What people say, what it said before, whom it quotes and whom it mentions.

create table post (
  id uuid not null,
  thread_id uuid not null,
  number integer not null,
  author_id uuid not null,
  reply_to_number integer,
  markdown text not null,
  html text not null,
  plain_text text not null,
  renderer_version integer not null,
  created_at timestamptz not null,
  edited_at timestamptz,
  version integer not null,
  deleted_at timestamptz,
  removed_at timestamptz,
  removal_reason text,
  constraint post_pk primary key (id),
  constraint post_number_key unique (thread_id, number),
  constraint post_thread_fk foreign key (thread_id) references forum_thread (id),
  constraint post_author_fk foreign key (author_id) references account (id),
  constraint post_reply_to_fk foreign key (thread_id, reply_to_number) references post (thread_id, number),
  constraint post_replies_to_earlier check (reply_to_number < number),
  constraint post_markdown_length check (char_length(markdown) between 1 and 32000),
  constraint post_number_positive check (number >= 1),
  constraint post_version_positive check (version >= 1),
  constraint post_removal_explained check ((removed_at is null) = (removal_reason is null))
);

comment on column post.html is 'sanitised; made from markdown by the renderer of that version';
comment on column post.renderer_version is 'tells which posts to render again when the renderer changes';
comment on column post.deleted_at is 'taken back by its author';
comment on column post.removed_at is 'removed by a moderator, who can restore it';

create index post_by_author on post (author_id, id);
create index post_by_thread_time on post (thread_id, created_at desc);

create table post_revision (
  post_id uuid not null,
  version integer not null,
  markdown text not null,
  html text not null,
  replaced_at timestamptz not null,
  constraint post_revision_pk primary key (post_id, version),
  constraint post_revision_post_fk foreign key (post_id) references post (id)
);

comment on table post_revision is 'What a post said before it was edited; the present text is in post.';

-- Quotes are kept as structure, not as words inside the markdown, so that when a post goes its quotes go with it.
create table post_quote (
  post_id uuid not null,
  position integer not null,
  quoted_post_id uuid not null,
  quoted_text text not null,
  constraint post_quote_pk primary key (post_id, position),
  constraint post_quote_post_fk foreign key (post_id) references post (id),
  constraint post_quote_quoted_fk foreign key (quoted_post_id) references post (id),
  constraint post_quote_length check (char_length(quoted_text) between 1 and 2000)
);

create index post_quote_by_quoted on post_quote (quoted_post_id);

create table post_mention (
  post_id uuid not null,
  account_id uuid not null,
  constraint post_mention_pk primary key (post_id, account_id),
  constraint post_mention_post_fk foreign key (post_id) references post (id),
  constraint post_mention_account_fk foreign key (account_id) references account (id)
);

create index post_mention_by_account on post_mention (account_id, post_id);
