-- When moderators are on duty: those of the helpline, to be confirmed by the charity. Once a lead has set them, they stay.

insert into staffing (id, bank_holidays, version) values (1, 'closed', 1)
on conflict (id) do update set bank_holidays = excluded.bank_holidays, version = staffing.version + 1
where staffing.changed_by is null;

delete from staffed_hours where exists (select from staffing where changed_by is null);

insert into staffed_hours (day, opens, closes)
select shift.day, shift.opens::time, shift.closes::time
from (values
  ('monday', '10:00', '19:00'),
  ('tuesday', '10:00', '19:00'),
  ('wednesday', '10:00', '19:00'),
  ('thursday', '10:00', '19:00'),
  ('friday', '10:00', '19:00'),
  ('saturday', '10:00', '13:00'),
  ('sunday', '10:00', '13:00')
) as shift (day, opens, closes)
where exists (select from staffing where changed_by is null);

insert into staffing_text (situation, text) values
  ('staffed',
   'Moderators are on duty until {time}. They are not doctors or nurses, and they do not see every post as soon as it is '
   || 'written. In an emergency ring 999.'),
  ('unstaffed',
   'No moderator is on duty right now. The next ones start on {time}, and what you write may not be read by a moderator '
   || 'before then. If you need somebody sooner, the helpline or the service named beside it is there for you. In an '
   || 'emergency ring 999.'),
  ('unknown',
   'No moderator is on duty right now, and we do not know when the next one will be. If you need somebody, the helpline or '
   || 'the service named beside it is there for you. In an emergency ring 999.')
on conflict (situation) do update set text = excluded.text;
