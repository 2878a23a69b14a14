-- Services that people are pointed to, and when somebody answers there.

create table service (
  id text not null,
  name text not null,
  description text not null,
  phone_display text,
  phone_e164 text,
  sms_display text,
  email text,
  url text,
  time_zone text not null,
  always_open boolean not null,
  bank_holidays text not null,
  bank_holiday_division text not null,
  source text not null,
  reviewed_on date not null,
  review_due_on date not null,
  constraint service_pk primary key (id),
  constraint service_phone_e164_shape check (phone_e164 ~ '^\+[1-9][0-9]{6,14}$' or phone_e164 ~ '^[0-9]{3,6}$'),
  constraint service_phone_whole check ((phone_display is null) = (phone_e164 is null)),
  constraint service_email_shape check (email ~ '^[^@ ]+@[^@ ]+\.[^@ ]+$'),
  constraint service_bank_holidays_known check (bank_holidays in ('closed', 'as-usual')),
  constraint service_division_known
    check (bank_holiday_division in ('england-and-wales', 'scotland', 'northern-ireland'))
);

comment on column service.phone_e164 is 'international form for tel: links, or a short code such as 999 or 116123';
comment on column service.bank_holidays is 'what its opening hours become on a bank holiday of its division';

create table opening_hours (
  service_id text not null,
  day text not null,
  opens time not null,
  closes time not null,
  constraint opening_hours_pk primary key (service_id, day, opens),
  constraint opening_hours_service_fk foreign key (service_id) references service (id),
  constraint opening_hours_day_known
    check (day in ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')),
  constraint opening_hours_forward check (opens < closes)
);

comment on table opening_hours is
  'Wall-clock times in the zone of the service. A service with no rows that is not always open has unknown hours.';

create table bank_holiday (
  division text not null,
  day date not null,
  name text not null,
  constraint bank_holiday_pk primary key (division, day),
  constraint bank_holiday_division_known check (division in ('england-and-wales', 'scotland', 'northern-ireland'))
);
