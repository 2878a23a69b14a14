-- What members are told of: what has happened, until somebody was told of it, and what each was told.

create table happening (
  id bigint not null generated always as identity,
  kind text not null,
  post_id uuid,
  story_id uuid,
  decision_id uuid,
  report_id uuid,
  actor_id uuid,
  story_state text,
  happened_at timestamptz not null,
  due_at timestamptz not null,
  attempts integer not null,
  constraint happening_pk primary key (id),
  constraint happening_post_fk foreign key (post_id) references post (id) on delete cascade,
  constraint happening_story_fk foreign key (story_id) references story (id) on delete cascade,
  constraint happening_decision_fk foreign key (decision_id) references decision (id) on delete cascade,
  constraint happening_report_fk foreign key (report_id) references report (id) on delete cascade,
  constraint happening_actor_fk foreign key (actor_id) references account (id) on delete cascade,
  constraint happening_kind check (
    kind in ('post-written', 'post-edited', 'post-liked', 'story-liked', 'story-moved', 'decided', 'report-settled')),
  constraint happening_of_one_thing check (num_nonnulls(post_id, story_id, decision_id, report_id) = 1),
  constraint happening_story_state check ((story_state is not null) = (kind = 'story-moved')),
  constraint happening_attempts check (attempts >= 0)
);

comment on table happening is
  'Written in the transaction of what happened, and gone in the one in which everybody it is for was told.';
comment on column happening.post_id is 'null when it is about something else';
comment on column happening.story_id is 'null when it is about something else';
comment on column happening.decision_id is 'null when it is about something else';
comment on column happening.report_id is 'null when it is about something else';
comment on column happening.actor_id is 'who did it, and need not be told; null for reports, whose reporter is told by the team';
comment on column happening.story_state is 'null unless a story moved';
comment on column happening.due_at is 'later than it happened when telling went wrong and is tried again';

create index happening_due on happening (due_at, id);
create index happening_by_post on happening (post_id) where post_id is not null;
create index happening_by_story on happening (story_id) where story_id is not null;
create index happening_by_decision on happening (decision_id) where decision_id is not null;
create index happening_by_report on happening (report_id) where report_id is not null;
create index happening_by_actor on happening (actor_id) where actor_id is not null;

create table notification_box (
  account_id uuid not null,
  last_number integer not null,
  read_number integer not null,
  mailed_number integer not null,
  mail_due_at timestamptz,
  digested_at timestamptz,
  constraint notification_box_pk primary key (account_id),
  constraint notification_box_account_fk foreign key (account_id) references account (id) on delete cascade,
  constraint notification_box_numbers check (
    last_number >= 0 and read_number between 0 and last_number and mailed_number between 0 and last_number)
);

comment on table notification_box is
  'Where a member is with what they are told. Whoever tells them something holds it, so that numbers have no gaps and come in order.';
comment on column notification_box.read_number is 'It only grows.';
comment on column notification_box.mailed_number is 'the last one that there was when a mail was written';
comment on column notification_box.mail_due_at is 'null when no mail is to be written';
comment on column notification_box.digested_at is 'null when no digest was ever wanted';

create index notification_box_mail_due on notification_box (mail_due_at, account_id) where mail_due_at is not null;

create table notification (
  account_id uuid not null,
  number integer not null,
  kind text not null,
  post_id uuid,
  story_id uuid,
  decision_id uuid,
  report_id uuid,
  story_state text,
  notified_at timestamptz not null,
  constraint notification_pk primary key (account_id, number),
  constraint notification_account_fk foreign key (account_id) references account (id) on delete cascade,
  constraint notification_post_fk foreign key (post_id) references post (id) on delete cascade,
  constraint notification_story_fk foreign key (story_id) references story (id) on delete cascade,
  constraint notification_decision_fk foreign key (decision_id) references decision (id) on delete cascade,
  constraint notification_report_fk foreign key (report_id) references report (id) on delete cascade,
  constraint notification_kind check (kind in ('reply', 'mention', 'quote', 'like', 'story', 'decision', 'report')),
  constraint notification_of_one_thing check (num_nonnulls(post_id, story_id, decision_id, report_id) = 1),
  constraint notification_story_state check ((story_state is not null) = (kind = 'story')),
  constraint notification_number check (number >= 1)
);

comment on table notification is
  'What a member was told of. It has no words: what it says is read from what it is about, for as long as that may be seen.';
comment on column notification.post_id is 'null when it is about something else';
comment on column notification.story_id is 'null when it is about something else';
comment on column notification.decision_id is 'null when it is about something else';
comment on column notification.report_id is 'null when it is about something else';
comment on column notification.story_state is 'what the story was then; null when it is about something else';

-- Whoever is answered, quoted and named in one post is told of it once.
create unique index notification_of_post on notification (account_id, post_id) where kind in ('reply', 'mention', 'quote');
create index notification_by_post on notification (post_id) where post_id is not null;
create index notification_by_story on notification (story_id) where story_id is not null;
create index notification_by_decision on notification (decision_id) where decision_id is not null;
create index notification_by_report on notification (report_id) where report_id is not null;
create index notification_old on notification (notified_at);

-- For telling those who watch a category or a tag.
create index following_by_category on following (category_id) where category_id is not null;
create index following_by_tag on following (tag_id) where tag_id is not null;
