-- How soon somebody should have looked at a case of each priority. These are wall-clock times, nights and weekends
-- included, until the charity's staffed hours are known. Cases that are open keep the time they were given.

insert into case_clock (priority, due_within) values
  ('P0', '15 minutes'),
  ('P1', '1 hour'),
  ('P2', '24 hours'),
  ('P3', '5 days')
on conflict (priority) do update set due_within = excluded.due_within;
