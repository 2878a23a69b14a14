-- Why it may be better to leave something out of a story: to its author and to who reviews it, in the same words.

insert into story_hint (code, text) values
  ('staff-named', 'Somebody who works in care seems to be named here. You can thank them without the name, for example as "my nurse".'),
  ('hospital-with-date', 'A hospital together with a date can be enough to find out who somebody is. Leaving out one of the two helps.'),
  ('hospital-with-rare-diagnosis', 'Few people have this diagnosis, so naming the hospital as well can show who somebody is.'),
  ('phone', 'This looks like a telephone number. A published story can be read by anybody it is meant for.'),
  ('email', 'This looks like an e-mail address. A published story can be read by anybody it is meant for.'),
  ('postcode', 'This looks like a postcode. It says where somebody lives to within a few houses.'),
  ('nhs-number', 'This looks like an NHS number. Please leave it out.'),
  ('full-name', 'This looks like somebody''s full name. A first name, or a name you choose, is enough for a story.'),
  ('child-name', 'This looks like the name of somebody''s child. "My son" or "my daughter" tells as much.'),
  ('exact-date', 'An exact day makes it easier to find out who somebody is. The month or the season is usually enough.'),
  ('username-is-email', 'The name of your account here is the first part of your e-mail address, so people who know the one may know the other.'),
  ('name-is-username', 'The name in the story is the name of your account here, so readers can tell that the two belong together.'),
  ('medical-claim', 'This reads like medical advice, or like saying what works for everybody. What happened to you is yours to tell; a second person will read this part.')
on conflict (code) do update set text = excluded.text;
