-- Experience stories: their texts, the steps they take, and what readers see of them.

create table story (
  id uuid not null,
  author_id uuid not null,
  state text not null,
  state_since timestamptz not null,
  revision integer not null,
  reviewer_id uuid,
  submitted_at timestamptz,
  due_at timestamptz,
  scheduled_for timestamptz,
  deleted_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null,
  constraint story_pk primary key (id),
  constraint story_author_fk foreign key (author_id) references account (id),
  constraint story_reviewer_fk foreign key (reviewer_id) references account (id),
  constraint story_state_known check (
    state in ('draft', 'submitted', 'in-review', 'changes-requested', 'awaiting-author', 'approved', 'scheduled',
      'published', 'declined', 'withdrawn', 'archived')
  ),
  constraint story_reviewed_by_somebody_else check (reviewer_id <> author_id),
  constraint story_in_review check ((state = 'in-review') = (reviewer_id is not null)),
  constraint story_scheduled check ((state = 'scheduled') = (scheduled_for is not null)),
  constraint story_waiting check ((submitted_at is null) = (due_at is null)),
  constraint story_version_positive check (version >= 1)
);

create index story_by_author on story (author_id, updated_at desc, id desc);
create index story_waiting_for_review on story (submitted_at, id) where state in ('submitted', 'in-review');
create index story_scheduled_next on story (scheduled_for) where state = 'scheduled';

comment on table story is 'Where a story is on its way. What readers see is in story_publication and may be an older text.';
comment on column story.revision is 'the newest text';
comment on column story.reviewer_id is 'who looks at it now; null while nobody does';
comment on column story.submitted_at is 'since when its author has been waiting for an answer; null while they are not';
comment on column story.deleted_at is 'its author has deleted it, and its words are erased';
comment on column story.due_at is 'by when they were promised one';

create table story_revision (
  story_id uuid not null,
  number integer not null,
  title text not null,
  markdown text not null,
  html text not null,
  plain_text text not null,
  renderer_version integer not null,
  attribution_name text,
  diagnosis text,
  stage text,
  topics text[] not null,
  role text,
  treatment_year integer,
  nation text,
  content_sha256 bytea not null,
  editor_id uuid not null,
  edited_at timestamptz not null,
  sealed boolean not null,
  constraint story_revision_pk primary key (story_id, number),
  constraint story_revision_story_fk foreign key (story_id) references story (id),
  constraint story_revision_editor_fk foreign key (editor_id) references account (id),
  constraint story_revision_diagnosis_fk foreign key (diagnosis) references tag (id),
  constraint story_revision_stage_fk foreign key (stage) references tag (id),
  constraint story_revision_title_length check (char_length(title) <= 200),
  constraint story_revision_markdown_length check (char_length(markdown) <= 20000),
  constraint story_revision_name_length check (char_length(attribution_name) between 1 and 40),
  constraint story_revision_topics_few check (cardinality(topics) <= 10),
  constraint story_revision_role_known check (role in ('patient', 'carer', 'bereaved')),
  constraint story_revision_year check (treatment_year between 2012 and 2100),
  constraint story_revision_nation_known check (nation in ('england', 'scotland', 'wales', 'northern-ireland')),
  constraint story_revision_number_positive check (number >= 1)
);

alter table story add constraint story_newest_fk
  foreign key (id, revision) references story_revision (story_id, number) deferrable initially deferred;

comment on table story_revision is
  'A text that somebody has handed on (submitted, edited, agreed to) is sealed and stays as it is, but for redactions.';
comment on column story_revision.attribution_name is
  'the name that the author chose for the story, never that of the account; null where none was chosen';
comment on column story_revision.content_sha256 is 'of everything that readers would see; agreements and approvals name it';
comment on column story_revision.sealed is 'false: the next change by the same person replaces it';
comment on column story_revision.nation is 'null: not said';

create table story_pull_quote (
  story_id uuid not null,
  revision integer not null,
  position integer not null,
  starts_at integer not null,
  ends_at integer not null,
  constraint story_pull_quote_pk primary key (story_id, revision, position),
  constraint story_pull_quote_revision_fk foreign key (story_id, revision) references story_revision (story_id, number),
  constraint story_pull_quote_position check (position between 0 and 2),
  constraint story_pull_quote_span check (starts_at >= 0 and starts_at < ends_at)
);

comment on table story_pull_quote is 'Spans of the plain text, in UTF-16 code units: the end is the first that is not in it.';

create table story_agreement (
  story_id uuid not null,
  revision integer not null,
  content_sha256 bytea not null,
  agreed_at timestamptz not null,
  constraint story_agreement_pk primary key (story_id, revision),
  constraint story_agreement_revision_fk foreign key (story_id, revision) references story_revision (story_id, number)
);

comment on table story_agreement is 'That the author agrees to exactly this text, which they submitted or somebody edited.';

create table story_approval (
  story_id uuid not null,
  revision integer not null,
  approver_id uuid not null,
  content_sha256 bytea not null,
  medical_claim boolean not null,
  approved_at timestamptz not null,
  constraint story_approval_pk primary key (story_id, revision, approver_id),
  constraint story_approval_revision_fk foreign key (story_id, revision) references story_revision (story_id, number),
  constraint story_approval_approver_fk foreign key (approver_id) references account (id)
);

comment on column story_approval.medical_claim is 'whoever approved it saw a medical claim in it, so a second person has to';

create table story_publication (
  story_id uuid not null,
  revision integer not null,
  published_at timestamptz not null,
  revised_at timestamptz not null,
  audience text not null,
  indexable boolean not null,
  attribution text not null,
  consent_until timestamptz not null,
  diagnosis text not null,
  stage text,
  topics text[] not null,
  role text not null,
  treated_from integer,
  treated_to integer,
  nation text,
  generalised text[] not null,
  shared_by integer not null,
  constraint story_publication_pk primary key (story_id),
  constraint story_publication_revision_fk foreign key (story_id, revision)
    references story_revision (story_id, number),
  constraint story_publication_diagnosis_fk foreign key (diagnosis) references tag (id),
  constraint story_publication_stage_fk foreign key (stage) references tag (id),
  constraint story_publication_audience_known check (audience in ('members', 'everyone')),
  constraint story_publication_attribution_known check (attribution in ('first-name', 'chosen-name', 'none')),
  constraint story_publication_role_known check (role in ('patient', 'carer', 'bereaved')),
  constraint story_publication_nation_known check (nation in ('england', 'scotland', 'wales', 'northern-ireland')),
  constraint story_publication_indexable_to_everyone check (not indexable or audience = 'everyone')
);

create index story_publication_newest on story_publication (published_at desc, story_id desc);
create index story_publication_by_topic on story_publication using gin (topics);
create index story_publication_by_diagnosis on story_publication (diagnosis, published_at desc, story_id desc);
create index story_publication_consent_ends on story_publication (consent_until);

comment on table story_publication is
  'What readers get: a row is there exactly as long as a story is published. Taking it back is taking the row away.';
comment on column story_publication.consent_until is 'readers get nothing from this moment on, whether or not the row is still there';
comment on column story_publication.diagnosis is 'as readers see it: as general as it has to be so that nobody stands out';
comment on column story_publication.generalised is 'which facets say less than the author did: diagnosis, year, nation';
comment on column story_publication.shared_by is 'how many published stories had the same facets when this one was published';
comment on column story_publication.treated_from is 'null: not said';

create table story_departure (
  story_id uuid not null,
  left_at timestamptz not null,
  reason text not null,
  constraint story_departure_pk primary key (story_id),
  constraint story_departure_story_fk foreign key (story_id) references story (id),
  constraint story_departure_reason_known check (reason in ('withdrawn', 'expired', 'archived', 'deleted'))
);

comment on table story_departure is 'Stories that readers once saw and no longer do: they are told 410, not 404.';

create table story_attribution (
  role text not null,
  named boolean not null,
  pattern text not null,
  constraint story_attribution_pk primary key (role, named),
  constraint story_attribution_role_known check (role in ('patient', 'carer', 'bereaved')),
  constraint story_attribution_names check (named = (pattern like '%{name}%') and pattern like '%{diagnosis}%')
);

comment on table story_attribution is 'How the parts of an attribution are put together for readers.';

create table diagnosis_label (
  tag_id text not null,
  label text not null,
  constraint diagnosis_label_pk primary key (tag_id),
  constraint diagnosis_label_tag_fk foreign key (tag_id) references tag (id)
);

comment on column diagnosis_label.label is 'as it stands in the middle of a sentence';

create table story_reason (
  code text not null,
  title text not null,
  may_return boolean not null,
  may_decline boolean not null,
  position integer not null,
  constraint story_reason_pk primary key (code)
);

comment on table story_reason is 'Why a story goes back to its author, or is not published.';

create table story_step_wording (
  action text not null,
  sentence text not null,
  constraint story_step_wording_pk primary key (action)
);

comment on column story_step_wording.sentence is 'what happened, as the author of the story is told it';

create table story_hint (
  code text not null,
  text text not null,
  position integer not null,
  constraint story_hint_pk primary key (code)
);

comment on column story_hint.text is 'why it may be better to leave it out, to the author and to who reviews it';

create table story_step (
  story_id uuid not null,
  number integer not null,
  at timestamptz not null,
  actor_id uuid,
  action text not null,
  from_state text not null,
  to_state text not null,
  revision integer not null,
  reason text,
  message text,
  constraint story_step_pk primary key (story_id, number),
  constraint story_step_story_fk foreign key (story_id) references story (id),
  constraint story_step_action_fk foreign key (action) references story_step_wording (action),
  constraint story_step_reason_fk foreign key (reason) references story_reason (code),
  constraint story_step_actor_fk foreign key (actor_id) references account (id),
  constraint story_step_message_length check (char_length(message) between 1 and 4000)
);

comment on table story_step is 'What happened to a story, as its author is told it.';
comment on column story_step.actor_id is 'null: the server itself';
comment on column story_step.message is 'what a moderator wrote to the author; null where nothing had to be said';

create table story_setting (
  id integer not null,
  smallest_group integer not null,
  consent_months integer not null,
  ask_again_days integer not null,
  sealed_days integer not null,
  constraint story_setting_pk primary key (id),
  constraint story_setting_one_row check (id = 1),
  constraint story_setting_sensible check (
    smallest_group between 1 and 100 and consent_months between 1 and 60 and ask_again_days between 1 and 365
      and sealed_days between 1 and 365
  )
);

comment on column story_setting.smallest_group is 'k: so many stories have to share what is told about a person';
comment on column story_setting.ask_again_days is 'so long before a consent ends its author is asked again';
comment on column story_setting.sealed_days is 'so long what was redacted stays readable for staff';

alter table moderation_case
  drop constraint moderation_case_target_type_known,
  add constraint moderation_case_target_type_known
    check (target_type in ('post', 'thread', 'member', 'submission', 'decision', 'story'));

alter table signposting_match
  drop constraint signposting_match_target_type_known,
  add constraint signposting_match_target_type_known check (target_type in ('post', 'submission', 'story'));

alter table decision
  drop constraint decision_target_type_known,
  add constraint decision_target_type_known
    check (target_type in ('post', 'thread', 'member', 'submission', 'decision', 'story'));
