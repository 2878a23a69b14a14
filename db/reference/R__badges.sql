-- What the charity may have checked about somebody who answers here, such as their profession. To be read by the charity
-- before the forum opens. Runs again whenever this file changes; nothing is ever deleted here, because members may have it.

insert into badge (id, name, description, position) values
  ('specialist-nurse', 'Specialist nurse', 'The charity has checked that they are a registered nurse who works with people who have blood cancer. What they write here is general and does not replace your own team.', 1),
  ('support-service', 'Support service', 'They work for the support service of the charity and answer here as part of it.', 2),
  ('trained-volunteer', 'Trained volunteer', 'They have been through the treatment, or looked after somebody who has, and the charity has trained them to support others.', 3)
on conflict (id) do update set
  name = excluded.name,
  description = excluded.description,
  position = excluded.position;
