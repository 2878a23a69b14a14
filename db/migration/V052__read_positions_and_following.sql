-- How far members have read, and what they want to hear of. For them only.

create table read_position (
  account_id uuid not null,
  thread_id uuid not null,
  number integer not null,
  read_at timestamptz not null,
  constraint read_position_pk primary key (account_id, thread_id),
  constraint read_position_account_fk foreign key (account_id) references account (id),
  constraint read_position_thread_fk foreign key (thread_id) references forum_thread (id),
  constraint read_position_number check (number >= 1)
);

comment on table read_position is 'The number of the last post that a member has read in a thread. It only grows.';

create table following (
  account_id uuid not null,
  thread_id uuid,
  category_id text,
  tag_id text,
  kind text not null generated always as (
    case when thread_id is not null then 'thread' when category_id is not null then 'category' else 'tag' end) stored,
  target text not null generated always as (coalesce(thread_id::text, category_id, tag_id)) stored,
  level text not null,
  since timestamptz not null,
  constraint following_pk primary key (account_id, kind, target),
  constraint following_account_fk foreign key (account_id) references account (id),
  constraint following_thread_fk foreign key (thread_id) references forum_thread (id),
  constraint following_category_fk foreign key (category_id) references category (id),
  constraint following_tag_fk foreign key (tag_id) references tag (id),
  constraint following_one_thing check (num_nonnulls(thread_id, category_id, tag_id) = 1),
  constraint following_level check (level in ('watching', 'tracking', 'normal', 'muted'))
);

create index following_latest on following (account_id, since desc, kind, target);
create index following_by_thread on following (thread_id) where thread_id is not null;

comment on table following is 'What a member wants to hear of, or not. A thread that somebody writes in gets a row by itself.';
comment on column following.thread_id is 'null when it is about a category or a tag';
comment on column following.category_id is 'null when it is about a thread or a tag';
comment on column following.tag_id is 'null when it is about a thread or a category';
comment on column following.level is 'normal is what a member chose who wants nothing special, so that writing does not follow it again';
