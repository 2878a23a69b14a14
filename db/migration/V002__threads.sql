-- Where conversations live and what they are about.

create table category (
  id text not null,
  name text not null,
  description text not null,
  members_only boolean not null,
  position integer not null,
  constraint category_pk primary key (id),
  constraint category_id_shape check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);

create table tag (
  id text not null,
  vocabulary text not null,
  name text not null,
  broader_id text,
  position integer not null,
  constraint tag_pk primary key (id),
  constraint tag_broader_fk foreign key (broader_id) references tag (id),
  constraint tag_id_shape check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  constraint tag_vocabulary_known check (vocabulary in ('treatment-stage', 'diagnosis', 'recovery-topic', 'role'))
);

comment on column tag.broader_id is 'the family a diagnosis belongs to; null for a family and for every other vocabulary';

-- Named so because a class called Thread already has a meaning in Java.
create table forum_thread (
  id uuid not null,
  category_id text not null,
  author_id uuid not null,
  title text not null,
  created_at timestamptz not null,
  last_number integer not null,
  post_count integer not null,
  last_post_at timestamptz not null,
  awaiting_first_reply boolean not null,
  version integer not null,
  deleted_at timestamptz,
  removed_at timestamptz,
  removal_reason text,
  constraint forum_thread_pk primary key (id),
  constraint forum_thread_category_fk foreign key (category_id) references category (id),
  constraint forum_thread_author_fk foreign key (author_id) references account (id),
  constraint forum_thread_title_length check (char_length(title) between 5 and 200),
  constraint forum_thread_counts check (last_number >= 1 and post_count between 0 and last_number),
  constraint forum_thread_version_positive check (version >= 1),
  constraint forum_thread_removal_explained check ((removed_at is null) = (removal_reason is null))
);

comment on column forum_thread.last_number is
  'the number given last; it only grows, so that a number once given never means another post';
comment on column forum_thread.post_count is
  'posts that stand, neither deleted nor removed; recomputed by the command repair-counters';
comment on column forum_thread.last_post_at is
  'when somebody last posted; it does not go back when that post is deleted, so that nothing sinks out of a list being read';
comment on column forum_thread.awaiting_first_reply is
  'no post of somebody else stands; recomputed by the command repair-counters';

-- The three orders a list of threads comes in. Ids are made in the order of time, so newest is by id.
create index forum_thread_by_activity on forum_thread (last_post_at desc, id desc)
  where deleted_at is null and removed_at is null;
create index forum_thread_by_category_activity on forum_thread (category_id, last_post_at desc, id desc)
  where deleted_at is null and removed_at is null;
create index forum_thread_by_category_newest on forum_thread (category_id, id desc)
  where deleted_at is null and removed_at is null;
create index forum_thread_unanswered on forum_thread (id)
  where awaiting_first_reply and deleted_at is null and removed_at is null;
create index forum_thread_by_author on forum_thread (author_id, id);

create table thread_tag (
  thread_id uuid not null,
  tag_id text not null,
  constraint thread_tag_pk primary key (thread_id, tag_id),
  constraint thread_tag_thread_fk foreign key (thread_id) references forum_thread (id),
  constraint thread_tag_tag_fk foreign key (tag_id) references tag (id)
);

create index thread_tag_by_tag on thread_tag (tag_id, thread_id);
