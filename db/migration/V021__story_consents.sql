-- What authors allow to be done with their stories, in a ledger that only grows; and where copies went.

create table story_consent_wording (
  version text not null,
  wording text not null,
  current boolean not null,
  constraint story_consent_wording_pk primary key (version)
);

create unique index story_consent_wording_one_current on story_consent_wording ((true)) where current;

comment on table story_consent_wording is
  'What authors were asked to agree to. A wording that anybody agreed to is never edited: a new version follows it.';

create table story_scope (
  code text not null,
  title text not null,
  text text not null,
  recall text not null,
  recallable boolean not null,
  position integer not null,
  constraint story_scope_pk primary key (code),
  constraint story_scope_known check (
    code in ('forum', 'public-web', 'charity-website', 'social-media', 'print', 'research')
  )
);

comment on column story_scope.recall is 'what the receipt of a withdrawal says about copies of this kind';
comment on column story_scope.recallable is 'false: what has left by this way cannot be brought back';

create table story_consent (
  story_id uuid not null,
  number integer not null,
  action text not null,
  at timestamptz not null,
  account_id uuid not null,
  given_by text,
  young_person_assents boolean,
  scopes text[],
  audience text,
  attribution text,
  expires_at timestamptz,
  wording_version text,
  wording_sha256 bytea,
  method text not null,
  constraint story_consent_pk primary key (story_id, number),
  constraint story_consent_story_fk foreign key (story_id) references story (id),
  constraint story_consent_account_fk foreign key (account_id) references account (id),
  constraint story_consent_wording_fk foreign key (wording_version) references story_consent_wording (version),
  constraint story_consent_action_known check (action in ('given', 'withdrawn')),
  constraint story_consent_given_by_known check (given_by in ('self', 'carer', 'next-of-kin', 'parent')),
  constraint story_consent_audience_known check (audience in ('members', 'everyone')),
  constraint story_consent_attribution_known check (attribution in ('first-name', 'chosen-name', 'none')),
  constraint story_consent_method_known check (method in ('online')),
  constraint story_consent_of_a_parent check (given_by is distinct from 'parent' or young_person_assents),
  constraint story_consent_whole check (
    action = 'withdrawn' or num_nulls(given_by, scopes, audience, attribution, expires_at, wording_version, wording_sha256) = 0
  ),
  constraint story_consent_ends_later check (expires_at > at)
);

comment on table story_consent is
  'Append-only. The last row of a story counts: given and not run out, or nothing may be done with it.';
comment on column story_consent.young_person_assents is 'null except where a parent consents';
comment on column story_consent.scopes is 'null where it was withdrawn, as all that it says then';
comment on column story_consent.wording_sha256 is 'of the words that were shown, so that nobody can change them afterwards';

create function refuse_change_of_consents() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger of consents is append-only';
end
$$;

create trigger story_consent_append_only before update or delete or truncate on story_consent
  for each statement execute function refuse_change_of_consents();

create table story_reminder (
  story_id uuid not null,
  consent_number integer not null,
  reminded_at timestamptz not null,
  constraint story_reminder_pk primary key (story_id, consent_number),
  constraint story_reminder_consent_fk foreign key (story_id, consent_number) references story_consent (story_id, number)
);

comment on table story_reminder is 'That an author was asked whether a consent should go on.';

create table story_copy (
  id uuid not null,
  story_id uuid not null,
  scope text not null,
  place text not null,
  noted_by uuid not null,
  noted_at timestamptz not null,
  recall_since timestamptz,
  recalled_at timestamptz,
  recalled_by uuid,
  constraint story_copy_pk primary key (id),
  constraint story_copy_story_fk foreign key (story_id) references story (id),
  constraint story_copy_scope_fk foreign key (scope) references story_scope (code),
  constraint story_copy_noted_by_fk foreign key (noted_by) references account (id),
  constraint story_copy_recalled_by_fk foreign key (recalled_by) references account (id),
  constraint story_copy_place_length check (char_length(place) between 1 and 500),
  constraint story_copy_recalled_after check ((recalled_at is null) = (recalled_by is null)),
  constraint story_copy_asked_first check (recalled_at is null or recall_since is not null)
);

create index story_copy_by_story on story_copy (story_id, id);
create index story_copy_to_recall on story_copy (recall_since, id) where recall_since is not null and recalled_at is null;

comment on table story_copy is 'Where else a story was used, so that it can be taken back from there too.';
comment on column story_copy.recall_since is 'since when it should be taken back; null while it may stay';
