-- Likes of stories: one for each member and story.

create table story_like (
  story_id uuid not null,
  account_id uuid not null,
  liked_at timestamptz not null,
  constraint story_like_pk primary key (story_id, account_id),
  constraint story_like_story_fk foreign key (story_id) references story (id),
  constraint story_like_account_fk foreign key (account_id) references account (id)
);

create index story_like_latest on story_like (story_id, liked_at desc);
create index story_like_by_account on story_like (account_id, liked_at desc);
