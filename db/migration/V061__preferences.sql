-- What members want to be sent, when, and what they would rather not come across. For them only.

create table account_preference (
  account_id uuid not null,
  mail_reply boolean not null,
  mail_mention boolean not null,
  mail_quote boolean not null,
  mail_like boolean not null,
  mail_story boolean not null,
  mail_decision boolean not null,
  mail_report boolean not null,
  digest text not null,
  quiet_from time,
  quiet_to time,
  time_zone text not null,
  paused_until timestamptz,
  constraint account_preference_pk primary key (account_id),
  constraint account_preference_account_fk foreign key (account_id) references account (id),
  constraint account_preference_digest check (digest in ('never', 'weekly', 'monthly')),
  constraint account_preference_quiet check (num_nonnulls(quiet_from, quiet_to) <> 1 and quiet_from <> quiet_to),
  constraint account_preference_time_zone check (char_length(time_zone) between 1 and 60)
);

comment on table account_preference is 'Whoever has no row has chosen nothing: what they get then is said in Choices.';
comment on column account_preference.quiet_from is 'in their time zone; null: no hours are quiet';
comment on column account_preference.quiet_to is 'in their time zone, on the next day when it is before quiet_from; null: no hours are quiet';
comment on column account_preference.paused_until is 'null: nothing was paused';

create table hidden_label (
  account_id uuid not null,
  label_id text not null,
  constraint hidden_label_pk primary key (account_id, label_id),
  constraint hidden_label_account_fk foreign key (account_id) references account (id),
  constraint hidden_label_label_fk foreign key (label_id) references label (id)
);

comment on table hidden_label is 'What a member would rather not come across.';
