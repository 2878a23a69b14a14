-- Members who have everything that leads to them taken out of the forum, and what is left to tell of it.

alter table account
  add column closed_at timestamptz,
  add column erased_at timestamptz,
  add constraint account_erased_after_closed check (erased_at is null or closed_at is not null);

comment on column account.closed_at is
  'when its owner confirmed that it is to be erased: nobody signs in to it or calls it by name any more; null while it is in use';
comment on column account.erased_at is
  'when name, address and password were taken out of this row, which stays for what refers to it; null before';

create table reserved_name (
  name_hash bytea not null,
  reserved_at timestamptz not null,
  constraint reserved_name_pk primary key (name_hash)
);

comment on table reserved_name is
  'Names of people who were erased, so that nobody takes their place. Keyed hashes: nobody can read the names out of them.';

create table erasure (
  id uuid not null,
  account_id uuid not null,
  mode text not null,
  posts text not null,
  stories text not null,
  likes text not null,
  reports text not null,
  state text not null,
  requested_at timestamptz not null,
  token_sha256 bytea,
  token_until timestamptz,
  receipt_sha256 bytea,
  confirmed_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  step text,
  place text,
  sought bytea,
  counts jsonb not null,
  kept jsonb not null,
  found jsonb,
  look_again_at timestamptz,
  constraint erasure_pk primary key (id),
  constraint erasure_account_fk foreign key (account_id) references account (id),
  constraint erasure_token_key unique (token_sha256),
  constraint erasure_receipt_key unique (receipt_sha256),
  constraint erasure_mode_known check (mode in ('anonymise', 'remove-text', 'remove-all')),
  constraint erasure_posts_known check (posts in ('anonymise', 'remove-text', 'remove-all')),
  constraint erasure_stories_known check (stories in ('anonymise', 'remove-text', 'remove-all')),
  constraint erasure_likes_known check (likes in ('anonymise', 'remove-text', 'remove-all')),
  constraint erasure_reports_known check (reports in ('anonymise', 'remove-text', 'remove-all')),
  constraint erasure_state_known check (state in ('requested', 'confirmed', 'erasing', 'finished')),
  constraint erasure_link_of_requested check ((state = 'requested') = (token_sha256 is not null)),
  constraint erasure_link_ends check ((token_sha256 is null) = (token_until is null)),
  constraint erasure_confirmed check ((state = 'requested') = (confirmed_at is null)),
  constraint erasure_receipt_of_confirmed check ((state = 'requested') = (receipt_sha256 is null)),
  constraint erasure_finished check ((state = 'finished') = (finished_at is not null)),
  constraint erasure_forgets_what_it_sought check (state in ('confirmed', 'erasing') or look_again_at is not null or sought is null)
);

create unique index erasure_one_under_way on erasure (account_id) where state <> 'finished';
create index erasure_to_do on erasure (confirmed_at) where state in ('confirmed', 'erasing');
create index erasure_to_look_again on erasure (look_again_at) where look_again_at is not null;

comment on table erasure is 'What somebody asked for, how far it is, and what the receipt tells. Nothing that people wrote.';
comment on column erasure.token_sha256 is 'of what the link in the mail carries; null once it was confirmed';
comment on column erasure.receipt_sha256 is 'The receipt itself is known to its owner only; null until it was confirmed.';
comment on column erasure.step is 'what is being done; null before the first step and after the last';
comment on column erasure.place is 'how far the step is; null at its beginning';
comment on column erasure.sought is
  'what the check looks for: the old name, the address and pieces of texts, sealed; null before it was confirmed and after the check';
comment on column erasure.counts is 'how much of each kind went';
comment on column erasure.kept is 'how much of each kind stays for a time, by reason';
comment on column erasure.found is 'tables and columns in which the check found something; null before the check';
comment on column erasure.look_again_at is 'when to see whether what stayed for open cases can go; null where nothing stayed';

create table erasure_record (
  erasure_id uuid not null,
  account_id uuid not null,
  mode text not null,
  posts text not null,
  stories text not null,
  likes text not null,
  reports text not null,
  receipt_sha256 bytea not null,
  confirmed_at timestamptz not null,
  constraint erasure_record_pk primary key (erasure_id)
);

comment on table erasure_record is
  'Append-only: all that is needed to erase somebody once more from a backup that is older. Kept outside too.';

create trigger erasure_record_append_only before update or delete or truncate on erasure_record
  for each statement execute function refuse_change_of_rows();

create table erasure_wording (
  code text not null,
  part text not null,
  title text not null,
  text text not null,
  position integer not null,
  constraint erasure_wording_pk primary key (code),
  constraint erasure_wording_part_known check (part in ('goes', 'stays'))
);

comment on table erasure_wording is 'What people are told about what goes and what stays, and why it does.';
