-- Some services are there for one nation of the United Kingdom only, and people may say in which they live.

alter table account
  add column nation text,
  add constraint account_nation_known check (nation in ('england', 'scotland', 'wales', 'northern-ireland'));

comment on column account.nation is 'null: they have not said; services of all nations are shown to them';
