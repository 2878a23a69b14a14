-- Published stories can be reported, and what the team has taken down it can put back.

alter table snapshot
  drop constraint snapshot_target_type_known,
  add constraint snapshot_target_type_known check (target_type in ('post', 'thread', 'member', 'story'));

comment on column snapshot.target_version is 'of the post or the thread; of a story the number of its text; 1 for a member';
comment on column snapshot.title is 'of a thread or a story; the username of a member; null for a post';
comment on column snapshot.tags is 'of a thread; of a story what readers saw it is about';
comment on column snapshot.markdown is
  'of the post or the story, or of the opening post of the thread; null for a member and where the opening post no longer stands';

alter table report
  drop constraint report_target_type_known,
  add constraint report_target_type_known check (target_type in ('post', 'thread', 'member', 'story'));

alter table story_departure
  add column revision integer,
  add constraint story_departure_revision_fk foreign key (story_id, revision)
    references story_revision (story_id, number),
  add constraint story_departure_revision_of_archived check (revision is null or reason = 'archived');

comment on column story_departure.revision is
  'the text that the team has taken down and may put back; null where it went for another reason, or its author has since taken it back too';
