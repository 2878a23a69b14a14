-- What moderators do to a thread as a whole, where posts went that were moved, and the labels posts carry.

alter table forum_thread
  add column locked_at timestamptz,
  add column lock_reason text,
  add column pinned_at timestamptz,
  add column pinned_until timestamptz,
  add column slow_mode_seconds integer,
  add column slow_mode_until timestamptz,
  add column merged_into uuid,
  add column rearranged_at timestamptz,
  add constraint forum_thread_merged_into_fk foreign key (merged_into) references forum_thread (id),
  add constraint forum_thread_lock_explained check ((locked_at is null) = (lock_reason is null)),
  add constraint forum_thread_lock_reason_length check (char_length(lock_reason) between 1 and 500),
  add constraint forum_thread_pin_ends check ((pinned_at is null) = (pinned_until is null) and pinned_until > pinned_at),
  add constraint forum_thread_slow_mode_range check (slow_mode_seconds between 60 and 86400),
  add constraint forum_thread_slow_mode_ends check (slow_mode_until is null or slow_mode_seconds is not null),
  add constraint forum_thread_merged_elsewhere check (merged_into <> id);

comment on column forum_thread.lock_reason is 'shown to readers';
comment on column forum_thread.pinned_until is 'by then the pin has ended by itself; the row stays as it is until somebody pins or unpins';
comment on column forum_thread.slow_mode_seconds is 'how long each member waits between two replies; null without slow mode';
comment on column forum_thread.slow_mode_until is 'null until a moderator ends it';
comment on column forum_thread.merged_into is
  'where its posts went; null for a thread of its own. The one they went to may have been merged on since';
comment on column forum_thread.rearranged_at is
  'when posts last came from another thread or went to one; null for never. Those who read a list see it as it stood before';
comment on column forum_thread.last_post_at is
  'when the latest of its posts was written; it does not go back when that post is deleted, so that nothing sinks out of a list being read';

create index forum_thread_pinned on forum_thread (category_id, pinned_until) where pinned_until is not null;
create index forum_thread_rearranged on forum_thread (rearranged_at) where rearranged_at is not null;

-- Without it, each post that is moved would have the whole thread searched for replies to it.
create index post_by_answered on post (thread_id, reply_to_number) where reply_to_number is not null;

create table post_move (
  post_id uuid not null,
  from_thread uuid not null,
  from_number integer not null,
  to_thread uuid not null,
  to_number integer not null,
  moved_at timestamptz not null,
  moved_by uuid not null,
  -- A number is given once in a thread, so a post leaves each place once.
  constraint post_move_pk primary key (from_thread, from_number),
  constraint post_move_post_fk foreign key (post_id) references post (id),
  constraint post_move_from_fk foreign key (from_thread) references forum_thread (id),
  constraint post_move_to_fk foreign key (to_thread) references forum_thread (id),
  constraint post_move_by_fk foreign key (moved_by) references account (id),
  constraint post_move_elsewhere check (to_thread <> from_thread),
  constraint post_move_numbers_positive check (from_number >= 1 and to_number >= 1)
);

comment on table post_move is 'Append-only: which place in a thread a post left and which it took, so that old links can be followed.';

create index post_move_by_post on post_move (post_id, moved_at);

create table label (
  id text not null,
  name text not null,
  position integer not null,
  constraint label_pk primary key (id),
  constraint label_id_shape check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);

comment on table label is 'What a post may be about that some would rather know before they read it.';

create table post_label (
  post_id uuid not null,
  label_id text not null,
  constraint post_label_pk primary key (post_id, label_id),
  constraint post_label_post_fk foreign key (post_id) references post (id),
  constraint post_label_label_fk foreign key (label_id) references label (id)
);

create index post_label_by_label on post_label (label_id, post_id);
