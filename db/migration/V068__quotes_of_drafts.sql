-- Whom a draft quotes, so that what was begun is whole when somebody comes back to it.

alter table draft add column quotes jsonb not null default '[]';
alter table draft alter column quotes drop default;
alter table draft add constraint draft_quotes_list check (jsonb_typeof(quotes) = 'array');

comment on column draft.quotes is 'as a reply has them, each with the id of the post and its words; shown while its owner can read the post';
