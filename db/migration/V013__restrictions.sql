-- What members may not do for a time.

create table restriction (
  id uuid not null,
  account_id uuid not null,
  kind text not null,
  until timestamptz not null,
  imposed_at timestamptz not null,
  lifted_at timestamptz,
  constraint restriction_pk primary key (id),
  constraint restriction_account_fk foreign key (account_id) references account (id),
  constraint restriction_kind_known check (kind in ('silenced', 'suspended')),
  constraint restriction_forward check (until > imposed_at)
);

-- One at a time: a new one takes the place of the one before.
create unique index restriction_one_standing on restriction (account_id) where lifted_at is null;

comment on table restriction is 'Who may read but not write (silenced), or only read what is about them (suspended).';
comment on column restriction.lifted_at is 'null: nobody ended it early; it ends by itself at until';
