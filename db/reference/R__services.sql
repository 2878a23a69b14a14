-- The helpline and the service to turn to when it is shut. Every number and every hour has to be confirmed by the
-- charity before the forum opens, and again before its review is due.
--
-- The helpline publishes no hours for bank holidays. Until the charity confirms them it counts as closed on those days:
-- wrongly sending somebody to a line that answers at all hours does less harm than wrongly sending them to one that rings out.

insert into service (
  id, name, description, phone_display, phone_e164, sms_display, email, url, time_zone,
  always_open, bank_holidays, bank_holiday_division, source, reviewed_on, review_due_on
) values
  ('helpline', 'Blood Cancer UK Support Service',
   'Talk or write to somebody about living with blood cancer, for patients and for the people around them.',
   '0808 2080 888', '+448082080888', null, 'support@bloodcancer.org.uk', null, 'Europe/London',
   false, 'closed', 'england-and-wales',
   'Reply of a supporter in a public forum thread, undated; to be confirmed by the charity', '2026-11-21', '2027-05-21'),
  ('samaritans', 'Samaritans',
   'Somebody to talk to at any hour of the day or night, free, about whatever is on your mind.',
   '116 123', '116123', null, null, null, 'Europe/London',
   true, 'as-usual', 'england-and-wales',
   'Well known; to be confirmed by the charity', '2026-11-21', '2027-05-21')
on conflict (id) do update set
  name = excluded.name,
  description = excluded.description,
  phone_display = excluded.phone_display,
  phone_e164 = excluded.phone_e164,
  sms_display = excluded.sms_display,
  email = excluded.email,
  url = excluded.url,
  time_zone = excluded.time_zone,
  always_open = excluded.always_open,
  bank_holidays = excluded.bank_holidays,
  bank_holiday_division = excluded.bank_holiday_division,
  source = excluded.source,
  reviewed_on = excluded.reviewed_on,
  review_due_on = excluded.review_due_on;

delete from opening_hours;
insert into opening_hours (service_id, day, opens, closes) values
  ('helpline', 'monday', '10:00', '19:00'),
  ('helpline', 'tuesday', '10:00', '19:00'),
  ('helpline', 'wednesday', '10:00', '19:00'),
  ('helpline', 'thursday', '10:00', '19:00'),
  ('helpline', 'friday', '10:00', '19:00'),
  ('helpline', 'saturday', '10:00', '13:00'),
  ('helpline', 'sunday', '10:00', '13:00');
