-- So that search finds the newest posts with a word without looking at all that have it: each post is in a part of the forum
-- of some thousand that were written one after the other, and the index knows words and parts together.

alter table post add column place bigint not null generated always as identity;

comment on column post.place is
  'the order in which posts were written down, with gaps; those that were there before got theirs as they lay on the disk';

-- Opening posts are few, so they have parts of their own, which are wider. They count down from -1.
create function search_part(place bigint, number integer) returns integer[]
  language sql immutable strict parallel safe
  return array[case when number = 1 then -1 - place / 16384 else place / 1024 end::integer];

drop index post_by_words;
-- Searching never reads through a list of what is still to be put into the index: writing a post costs a little more instead.
create index post_by_words on post using gin (words, search_part(place, number)) with (fastupdate = off)
  where deleted_at is null and removed_at is null;

-- Openings are found through their parts, too.
drop index post_openings;
