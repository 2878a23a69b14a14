-- When moderators are on duty, by when somebody should have looked, and what protects those who look.

alter table case_clock
  alter column due_within drop not null,
  add column unstaffed_within interval,
  add column from_next_shift boolean not null default false,
  add column working_days integer,
  add column changed_by uuid,
  add column version integer not null default 1;

alter table case_clock
  alter column from_next_shift drop default,
  alter column version drop default,
  add constraint case_clock_changed_by_fk foreign key (changed_by) references account (id),
  add constraint case_clock_one_way check (num_nonnulls(due_within, working_days) = 1),
  add constraint case_clock_unstaffed_positive check (unstaffed_within > interval '0'),
  add constraint case_clock_unstaffed_of_hours check (unstaffed_within is null or due_within is not null),
  add constraint case_clock_next_shift_capped check (not from_next_shift or unstaffed_within is not null),
  add constraint case_clock_working_days_positive check (working_days >= 1),
  add constraint case_clock_version_positive check (version >= 1);

comment on table case_clock is 'How soon somebody should have looked. Cases that are open keep the time they were given.';
comment on column case_clock.due_within is 'while moderators are on duty; null where working days are counted';
comment on column case_clock.unstaffed_within is
  'the latest, when nobody is on duty; null where it makes no difference whether somebody is';
comment on column case_clock.from_next_shift is
  'when nobody is on duty, due_within is counted from when somebody is, but no further than unstaffed_within';
comment on column case_clock.working_days is
  'Monday to Friday without the bank holidays of England; null where hours are counted';
comment on column case_clock.changed_by is 'null: as it was shipped, and upgrades may change it';

create table staffing (
  id integer not null,
  bank_holidays text not null,
  changed_by uuid,
  changed_at timestamptz,
  version integer not null,
  constraint staffing_pk primary key (id),
  constraint staffing_one_row check (id = 1),
  constraint staffing_bank_holidays_known check (bank_holidays in ('closed', 'as-usual')),
  constraint staffing_changed_by_fk foreign key (changed_by) references account (id),
  constraint staffing_changed check ((changed_by is null) = (changed_at is null)),
  constraint staffing_version_positive check (version >= 1)
);

comment on table staffing is 'One row: the version of all staffed hours together.';
comment on column staffing.bank_holidays is 'whether somebody is on duty on the bank holidays of England';
comment on column staffing.changed_by is 'null: as it was shipped; nobody has confirmed it, and upgrades may change it';
comment on column staffing.changed_at is 'null: as it was shipped';

create table staffed_hours (
  day text not null,
  opens time not null,
  closes time not null,
  constraint staffed_hours_pk primary key (day, opens),
  constraint staffed_hours_day_known check
    (day in ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')),
  constraint staffed_hours_forward check (opens < closes or closes = time '00:00')
);

comment on table staffed_hours is 'When moderators are on duty, on the clocks of London.';
comment on column staffed_hours.closes is '00:00 is the midnight at which the day ends';

create table staffing_text (
  situation text not null,
  text text not null,
  constraint staffing_text_pk primary key (situation),
  constraint staffing_text_situation_known check (situation in ('staffed', 'unstaffed', 'unknown'))
);

comment on table staffing_text is 'What people are told about who is on duty; {time} is when that changes.';

create table moderator_away (
  account_id uuid not null,
  since timestamptz not null,
  until timestamptz,
  constraint moderator_away_pk primary key (account_id),
  constraint moderator_away_account_fk foreign key (account_id) references account (id),
  constraint moderator_away_forward check (until > since)
);

comment on table moderator_away is 'Moderators who have stepped away. Nobody asks why, and no reason is kept.';
comment on column moderator_away.until is 'null: until they say that they are back';

create table recusal (
  account_id uuid not null,
  subject_id uuid not null,
  kind text not null,
  declared_at timestamptz not null,
  constraint recusal_pk primary key (account_id, subject_id),
  constraint recusal_account_fk foreign key (account_id) references account (id),
  constraint recusal_subject_fk foreign key (subject_id) references account (id),
  constraint recusal_kind_known check (kind in ('self-known', 'relative', 'friend', 'same-hospital'))
);

create index recusal_by_subject on recusal (subject_id);

comment on table recusal is 'Whom a moderator is close to. For the moderator and for leads only.';
comment on column recusal.account_id is 'the moderator';

create table moderation_setting (
  id integer not null,
  p0_cap integer not null,
  shift_hours integer not null,
  break_after_minutes integer not null,
  constraint moderation_setting_pk primary key (id),
  constraint moderation_setting_one_row check (id = 1),
  constraint moderation_setting_positive check (p0_cap >= 1 and shift_hours >= 1 and break_after_minutes >= 1)
);

comment on column moderation_setting.p0_cap is 'so many of the most urgent cases in one shift, then others come first';
comment on column moderation_setting.shift_hours is 'how far back those are counted';
comment on column moderation_setting.break_after_minutes is 'of work without a longer pause, then a break is suggested';

-- What the housekeeping looks for every minute: nobody has looked, and nobody has noticed that.
create index moderation_case_unnoticed on moderation_case (due_at)
  where state <> 'resolved' and looked_at is null and breached_at is null;
create index moderation_case_unseen on moderation_case (priority, due_at)
  where state <> 'resolved' and looked_at is null;

create index case_event_by_actor on case_event (actor_id, at) where actor_id is not null;
