-- So that search finds the newest posts with a word without looking at all that have it. The forum is cut into parts of posts
-- that were written one after the other, four of them into a larger part, four of those into a still larger one, and so on;
-- the index knows words and parts together. Going back from the newest post takes a few parts of each size.

alter table post add column place bigint not null generated always as identity;

comment on column post.place is
  'the order in which posts were written down, with gaps; those that were there before got theirs as they lay on the disk';

-- The smallest part that a post is in. Opening posts are few, so they have parts of their own, which are wider.
create function search_part(place bigint, opening boolean) returns integer
  language sql immutable strict parallel safe
  return (place / case when opening then 16384 else 1024 end)::integer;

-- The smallest part in which posts are written now, where searches begin. Called unsafe so that PostgreSQL does not share them
-- among processes: these take longer to start than all of a search takes.
create function search_newest_part(opening boolean) returns integer
  language sql volatile strict parallel unsafe
  return search_part((select last_value from post_place_seq), opening);

-- What a part is called in the index, by its place among those of its size.
create function search_part_name(part integer, size integer, opening boolean) returns integer
  language sql immutable strict parallel safe
  return case when opening then -1 - (part + (size << 26)) else part + (size << 26) end;

-- The parts that it is in, of ten sizes, which are enough for a thousand million posts: what they are called in the index.
create function search_parts(part integer, opening boolean) returns integer[]
  language sql immutable strict parallel safe
  return array[
    search_part_name(part >> 0, 0, opening),
    search_part_name(part >> 2, 1, opening),
    search_part_name(part >> 4, 2, opening),
    search_part_name(part >> 6, 3, opening),
    search_part_name(part >> 8, 4, opening),
    search_part_name(part >> 10, 5, opening),
    search_part_name(part >> 12, 6, opening),
    search_part_name(part >> 14, 7, opening),
    search_part_name(part >> 16, 8, opening),
    search_part_name(part >> 18, 9, opening)];

drop index post_by_words;
-- Searching never reads through a list of what is still to be put into the index: writing a post costs a little more instead.
create index post_by_words on post using gin (words, search_parts(search_part(place, number = 1), number = 1))
  with (fastupdate = off)
  where deleted_at is null and removed_at is null;

-- Openings are found through their parts, too.
drop index post_openings;
