-- That somebody is old enough, as they said when they joined.

alter table account
  add column declared_age smallint,
  add constraint account_declared_age_positive check (declared_age > 0);

comment on column account.declared_age is
  'The age that was asked for when they joined, and that they said they have reached. No date of birth is kept, and not how old they are. null: nobody asked, because the operator made the account or it is older than the question';
