-- The words by which posts and threads are found.

-- "ALL" in capitals is an illness, and "all" is no word to look for: the two are told apart before small letters are made of
-- everything. Quotes, dashes and pictures that are no ASCII are parts of words in some locales, and what looks like HTML is
-- left out; here they are between words, everywhere. A change of these functions needs a migration that makes all words anew.
create function search_text(text text) returns text
  language sql immutable strict parallel safe
  return regexp_replace(
    regexp_replace(
      translate(text, '‘’', ''''''),
      '[<\u00A0-\u00BF\u2000-\u2BFF\u2E00-\u2E7F\u3000-\u303F\uE000-\uF8FF\uFE00-\uFE0F\U0001F000-\U0001FAFF]', ' ', 'g'),
    '\mALL\M', 'ALLleukaemia', 'g');

create function search_words(text text, weight "char") returns tsvector
  language sql immutable strict parallel safe
  return setweight(to_tsvector('pg_catalog.english', search_text(text)), weight);

-- What somebody looks for, as words that follow each other.
create function search_phrase(text text) returns tsquery
  language sql immutable strict parallel safe
  return phraseto_tsquery('pg_catalog.english', search_text(text));

alter table post add column words tsvector;

comment on column post.words is
  'made by the database of plain_text; of an opening post also of the title and the tags, which count for more';

-- Made by triggers, so that no statement, of whichever feature, leaves words behind that are no longer there.
create function words_of_post() returns trigger language plpgsql as $$
begin
  new.words := search_words(new.plain_text, 'C');
  if new.number = 1 then
    new.words :=
      coalesce((select search_words(title, 'A') from forum_thread where id = new.thread_id), ''::tsvector)
      || coalesce(
        (select search_words(string_agg(tag.name, ' ' order by tag.id), 'B')
          from thread_tag join tag on tag.id = thread_tag.tag_id
          where thread_tag.thread_id = new.thread_id),
        ''::tsvector)
      || new.words;
  end if;
  return new;
end $$;

create trigger post_words_made before insert or update of plain_text, thread_id, number on post
  for each row execute function words_of_post();

-- What else an opening post is found by changes while its thread is held, so nobody waits for anybody here.
create function words_of_opening_post() returns trigger language plpgsql as $$
begin
  update post set number = number where thread_id = new.id and number = 1;
  return null;
end $$;

create trigger forum_thread_words_made after update of title on forum_thread
  for each row when (old.title is distinct from new.title) execute function words_of_opening_post();

create function words_of_tagged_posts() returns trigger language plpgsql as $$
begin
  update post set number = number where number = 1 and thread_id in (select thread_id from changed);
  return null;
end $$;

create trigger thread_tag_words_added after insert on thread_tag
  referencing new table as changed for each statement execute function words_of_tagged_posts();
create trigger thread_tag_words_removed after delete on thread_tag
  referencing old table as changed for each statement execute function words_of_tagged_posts();

create function words_of_tag() returns trigger language plpgsql as $$
begin
  update post set number = number
    where number = 1 and thread_id in (select thread_id from thread_tag where tag_id = new.id);
  return null;
end $$;

create trigger tag_words_made after update of name on tag
  for each row when (old.name is distinct from new.name) execute function words_of_tag();

update post set number = number;

alter table post alter column words set not null;

-- What was taken down is not even in the index.
create index post_by_words on post using gin (words) where deleted_at is null and removed_at is null;
create index post_openings on post (id) where number = 1 and deleted_at is null and removed_at is null;
