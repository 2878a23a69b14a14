-- What people can report, the kinds of illegal content, and what reporters are told in the end. The charity reviews these
-- words. Runs again whenever this file changes; nothing is ever deleted here, because reports name it.

insert into report_reason (code, title, text, category, priority, needs_message, needs_statutory_category, position) values
  ('worried', 'I am worried about somebody',
   'Somebody may be very unwell, or may be thinking about harming themselves. Nothing is hidden because of this, and they are not told that you wrote to us. We do not read here round the clock: if somebody may be in danger right now, please ring 999 first.',
   'worried', 'P1', false, false, 1),
  ('medical-claim', 'It claims a cure, or says things about treatment that may not be true',
   'It promises a cure or a result, or presents something about treatment as a fact that may not be one.',
   'medical-claim', 'P2', false, false, 2),
  ('unsafe-advice', 'It gives advice that could harm somebody',
   'It tells others to stop, change or take a medicine, or not to ring their team.',
   'unsafe-advice', 'P2', false, false, 3),
  ('personal-data', 'It shows where or who somebody is',
   'A phone number, an address, an e-mail address, a full name, or enough to recognise somebody by. It may be your own.',
   'personal-data', 'P1', false, false, 4),
  ('staff-named', 'It names a member of hospital staff',
   'A doctor, a nurse or somebody else who works in a hospital is named, in praise or in complaint.',
   'staff-named', 'P2', false, false, 5),
  ('abuse', 'It is unkind, or it is against our rules',
   'It insults, puts down or pursues somebody. If somebody is threatened or a child is concerned, please choose "It may be against the law".',
   'abuse', 'P2', false, false, 6),
  ('spam', 'It is advertising or spam',
   'It sells or promotes something, asks for money, or has nothing to do with this forum.',
   'spam', 'P2', false, false, 7),
  ('illegal', 'It may be against the law',
   'Choose what comes closest; you do not have to be sure. If somebody may be in danger right now, please ring 999 first.',
   'illegal', 'P1', false, true, 8),
  ('something-else', 'Something else',
   'Tell us in your own words what we should look at.',
   'other', 'P2', true, false, 9)
on conflict (code) do update set
  title = excluded.title,
  text = excluded.text,
  category = excluded.category,
  priority = excluded.priority,
  needs_message = excluded.needs_message,
  needs_statutory_category = excluded.needs_statutory_category,
  position = excluded.position;

insert into statutory_category (code, title, priority, position) values
  ('encouraging-suicide', 'Encouraging suicide or serious self-harm', 'P1', 1),
  ('child-sexual-abuse', 'Sexual abuse of a child', 'P0', 2),
  ('threats-or-harassment', 'Threats, stalking or harassment', 'P1', 3),
  ('terrorism', 'Terrorism', 'P1', 4),
  ('hate', 'Hate because of who somebody is', 'P1', 5),
  ('fraud', 'Fraud or a scam', 'P1', 6),
  ('drugs-or-weapons', 'Selling drugs, medicines or weapons', 'P1', 7),
  ('other', 'Something else that may be against the law', 'P1', 8)
on conflict (code) do update set
  title = excluded.title,
  priority = excluded.priority,
  position = excluded.position;

insert into report_outcome (code, text) values
  ('action-taken',
   'We have looked at it and taken action. We cannot say more, because that is between us and the person it is about. Thank you for telling us.'),
  ('no-action',
   'We have looked at it and left it as it is. Thank you for telling us all the same, and please write to us again whenever something troubles you.'),
  ('by-author',
   'We have looked at it. Whoever wrote it has changed it or taken it back. Thank you for telling us.')
on conflict (code) do update set text = excluded.text;
