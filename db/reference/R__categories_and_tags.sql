-- Categories and the controlled vocabularies of tags. Runs again whenever this file changes; nothing is ever deleted
-- here, because threads may use it.

insert into category (id, name, description, members_only, position) values
  ('introductions', 'Introductions', 'New here? Say hello, in as many or as few words as you like.', false, 1),
  ('before-treatment', 'Before treatment', 'Being referred, waiting for results, cell collection, and the weeks while your cells are made.', false, 2),
  ('in-hospital', 'In hospital', 'The infusion and the days on the ward: what it is like and what helps.', false, 3),
  ('recovery', 'Home and recovery', 'Going home, the first weeks, and the months after that.', false, 4),
  ('carers', 'Family, friends and carers', 'For everybody who looks after somebody, or worries about them.', false, 5),
  ('everyday-life', 'Work, money and everyday life', 'Jobs, study, driving, travel, and getting on with things.', false, 6),
  ('members-corner', 'Members'' corner', 'A quieter room that only members can read.', true, 7)
on conflict (id) do update set
  name = excluded.name,
  description = excluded.description,
  members_only = excluded.members_only,
  position = excluded.position;

insert into tag (id, vocabulary, name, broader_id, position) values
  ('considering', 'treatment-stage', 'Finding out whether CAR-T is for me', null, 1),
  ('waiting', 'treatment-stage', 'Waiting to hear', null, 2),
  ('cell-collection', 'treatment-stage', 'Cell collection', null, 3),
  ('bridging', 'treatment-stage', 'Treatment while cells are made', null, 4),
  ('infusion', 'treatment-stage', 'Infusion', null, 5),
  ('in-hospital', 'treatment-stage', 'In hospital', null, 6),
  ('first-28-days', 'treatment-stage', 'The first 28 days', null, 7),
  ('first-6-months', 'treatment-stage', 'The first six months', null, 8),
  ('later-recovery', 'treatment-stage', 'Later recovery', null, 9),

  ('leukaemia', 'diagnosis', 'Leukaemia', null, 1),
  ('lymphoma', 'diagnosis', 'Lymphoma', null, 3),
  ('other-blood-cancer', 'diagnosis', 'Another blood cancer', null, 9),

  ('eating-and-drinking', 'recovery-topic', 'Eating and drinking', null, 1),
  ('fitness', 'recovery-topic', 'Fitness', null, 2),
  ('fatigue', 'recovery-topic', 'Fatigue', null, 3),
  ('mental-health', 'recovery-topic', 'Mental health', null, 4),
  ('friends-and-family', 'recovery-topic', 'Friends and family', null, 5),
  ('vaccinations', 'recovery-topic', 'Vaccinations', null, 6),
  ('skin-protection', 'recovery-topic', 'Skin protection', null, 7),
  ('holidays', 'recovery-topic', 'Holidays', null, 8),
  ('sex', 'recovery-topic', 'Sex', null, 9),
  ('infections', 'recovery-topic', 'Infections', null, 10),
  ('side-effects', 'recovery-topic', 'Side effects', null, 11),
  ('hospital-appointments', 'recovery-topic', 'Hospital appointments', null, 12),
  ('returning-to-work', 'recovery-topic', 'Returning to work', null, 13),
  ('returning-to-education', 'recovery-topic', 'Returning to education', null, 14),
  ('further-support', 'recovery-topic', 'Further support', null, 15),

  ('patient', 'role', 'I have or had the treatment', null, 1),
  ('carer', 'role', 'I look after somebody', null, 2),
  ('friend-or-relative', 'role', 'Friend or relative', null, 3),
  ('bereaved', 'role', 'Somebody I knew has died', null, 4)
on conflict (id) do update set
  vocabulary = excluded.vocabulary,
  name = excluded.name,
  broader_id = excluded.broader_id,
  position = excluded.position;

insert into tag (id, vocabulary, name, broader_id, position) values
  ('acute-lymphoblastic-leukaemia', 'diagnosis', 'Acute lymphoblastic leukaemia (ALL)', 'leukaemia', 2),
  ('diffuse-large-b-cell-lymphoma', 'diagnosis', 'Diffuse large B-cell lymphoma (DLBCL)', 'lymphoma', 4),
  ('follicular-lymphoma', 'diagnosis', 'Follicular lymphoma', 'lymphoma', 5),
  ('high-grade-lymphoma', 'diagnosis', 'Another high-grade lymphoma', 'lymphoma', 6),
  ('lymphoma-after-transplant', 'diagnosis', 'Lymphoma after a transplant', 'lymphoma', 8)
on conflict (id) do update set
  vocabulary = excluded.vocabulary,
  name = excluded.name,
  broader_id = excluded.broader_id,
  position = excluded.position;

insert into tag (id, vocabulary, name, broader_id, position) values
  ('triple-hit-lymphoma', 'diagnosis', 'Triple-hit lymphoma', 'diffuse-large-b-cell-lymphoma', 7)
on conflict (id) do update set
  vocabulary = excluded.vocabulary,
  name = excluded.name,
  broader_id = excluded.broader_id,
  position = excluded.position;
