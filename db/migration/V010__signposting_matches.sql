-- What was found in what people wrote: names of signposts and rules, never a word of the text.

create table signposting_match (
  id uuid not null,
  target_type text not null,
  target_id uuid not null,
  author_id uuid not null,
  catalogue_version text not null,
  signposts text[] not null,
  rules text[] not null,
  state text not null,
  matched_at timestamptz not null,
  constraint signposting_match_pk primary key (id),
  constraint signposting_match_author_fk foreign key (author_id) references account (id),
  constraint signposting_match_target_type_known check (target_type in ('post')),
  constraint signposting_match_state_known check (state in ('matched', 'unchecked', 'checked')),
  constraint signposting_match_matched_found check (state <> 'matched' or cardinality(signposts) > 0),
  constraint signposting_match_unchecked_empty check (state <> 'unchecked' or cardinality(signposts) = 0)
);

create index signposting_match_by_target on signposting_match (target_id);

-- For forgetting: rows are kept for twelve months.
create index signposting_match_by_time on signposting_match (matched_at);

-- What still has to be looked at. There is hardly ever anything in it.
create index signposting_match_unchecked on signposting_match (id) where state = 'unchecked';

comment on table signposting_match is
  'Shown to the author and to moderators only. A text in which nothing was found has no row here.';
comment on column signposting_match.target_id is 'no foreign key: targets are of several types';
comment on column signposting_match.state is
  'unchecked: the matcher failed and is to run again; checked: it has, and may have found nothing';
comment on column signposting_match.matched_at is 'when it was found; of an unchecked one, when the matcher failed';
