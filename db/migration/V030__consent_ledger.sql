-- What people agreed to and took back, as it happened, and how it stands now.

alter table consent
  add column withdrawal boolean not null default false,
  add column method text not null default 'sign-up',
  add constraint consent_method_known check (method in ('sign-up', 'settings', 'operator'));
alter table consent alter column withdrawal drop default;
alter table consent alter column method drop default;

comment on table consent is
  'Append-only: what was agreed to or taken back, in which words, when, and where it was done.';
comment on column consent.given_at is 'of a withdrawal: when it was taken back';
comment on column consent.method is 'sign-up: with the account; settings: later, by its owner; operator: told to the operator';

create function refuse_change_of_consent() returns trigger language plpgsql as $$
begin
  -- Whoever never showed that the address is theirs was never here: their account goes whole.
  if tg_op = 'DELETE' and exists (
    select from account
    where id = old.account_id and email_verified_at is null and email_hash is not null)
  then
    return old;
  end if;
  raise exception 'consents are append-only';
end
$$;

create trigger consent_append_only before update or delete on consent
  for each row execute function refuse_change_of_consent();

create table consent_standing (
  account_id uuid not null,
  purpose text not null,
  wording_version text not null,
  since timestamptz not null,
  withdrawn boolean not null,
  constraint consent_standing_pk primary key (account_id, purpose),
  constraint consent_standing_account_fk foreign key (account_id) references account (id),
  constraint consent_standing_wording_fk
    foreign key (purpose, wording_version) references consent_wording (purpose, version)
);

comment on table consent_standing is 'The last of each purpose in the ledger, which every request asks for.';

-- Whose words nobody is shown. Nearly always nobody's or a handful.
create index consent_standing_withdrawn on consent_standing (account_id) where withdrawn and purpose = 'health-data';

insert into consent_standing (account_id, purpose, wording_version, since, withdrawn)
  select distinct on (account_id, purpose) account_id, purpose, wording_version, given_at, false
  from consent
  order by account_id, purpose, given_at desc, id desc;
