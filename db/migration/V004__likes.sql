-- One like per member and post; counted from these rows, so a count cannot drift.

create table post_like (
  post_id uuid not null,
  account_id uuid not null,
  liked_at timestamptz not null,
  constraint post_like_pk primary key (post_id, account_id),
  constraint post_like_post_fk foreign key (post_id) references post (id),
  constraint post_like_account_fk foreign key (account_id) references account (id)
);

create index post_like_by_account on post_like (account_id, post_id);
