-- How soon somebody should have looked at a case of each priority. What a lead has changed stays as it is, and cases that
-- are open keep the time they were given.

insert into case_clock
  (priority, due_within, unstaffed_within, from_next_shift, working_days, version)
values
  ('P0', '15 minutes', '60 minutes', false, null, 1),
  ('P1', '1 hour', '12 hours', true, null, 1),
  ('P2', '24 hours', null, false, null, 1),
  ('P3', null, null, false, 5, 1)
on conflict (priority) do update set
  due_within = excluded.due_within,
  unstaffed_within = excluded.unstaffed_within,
  from_next_shift = excluded.from_next_shift,
  working_days = excluded.working_days,
  version = case_clock.version + 1
where case_clock.changed_by is null;
