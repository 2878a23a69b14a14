-- What a post may be about that some readers would rather know beforehand. Runs again whenever this file changes; nothing
-- is ever deleted here, because posts may carry it.

insert into label (id, name, position) values
  ('death', 'Death and dying', 1),
  ('relapse', 'Relapse', 2),
  ('serious-side-effects', 'Serious side effects', 3),
  ('prognosis-numbers', 'Survival figures and other numbers', 4),
  ('cost', 'Money and what things cost', 5),
  ('fertility-and-pregnancy', 'Fertility and pregnancy', 6),
  ('children', 'Children', 7)
on conflict (id) do update set
  name = excluded.name,
  position = excluded.position;
