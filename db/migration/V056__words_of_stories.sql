-- The words by which stories are found. Diagnosis, year and nation are not among them: readers are told less than the author
-- said, and a search must not tell more.

create function search_topics(topics text[]) returns tsvector
  language sql immutable strict parallel safe
  return search_words(replace(array_to_string(topics, ' '), '-', ' '), 'B');

alter table story_revision add column words tsvector not null
  generated always as (search_words(title, 'A') || search_topics(topics) || search_words(plain_text, 'C')) stored;

comment on column story_revision.words is 'made by the database of title, topics and plain_text';

create index story_revision_by_words on story_revision using gin (words);
