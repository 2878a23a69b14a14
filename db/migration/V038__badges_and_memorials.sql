-- What the charity has checked about somebody, and accounts of people who have died.

create table badge (
  id text not null,
  name text not null,
  description text not null,
  position int not null,
  constraint badge_pk primary key (id)
);

alter table account
  add column badge_id text,
  add column memorial_at timestamptz,
  add constraint account_badge_fk foreign key (badge_id) references badge (id);

comment on column account.badge_id is 'null: nothing has been checked about them';
comment on column account.memorial_at is
  'Since when nobody signs in to it any more and nothing is sent to it, because the person has died; null: they have not.';
