-- What was written each time and read by nobody, not even by the member it is about.

alter table moderation_case drop column updated_at;
alter table story_hint drop column position;
