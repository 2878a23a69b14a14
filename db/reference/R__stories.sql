-- What authors and readers of stories are told. A wording that anybody agreed to stays here word for word; to change one,
-- add a version and move "current" to it.

insert into story_setting (id, smallest_group, consent_months, ask_again_days, sealed_days) values (1, 5, 24, 60, 30)
on conflict (id) do nothing;

update story_consent_wording set current = false;

insert into story_consent_wording (version, wording, current) values
  ('2026-11',
   'This story is mine to give, or I have the right to give it for the person it is about. I have read it as readers will see it. It may be used in the ways I have ticked, with the name I have chosen, until the date shown. It says something about health, and people who know me may recognise me in it. I can take it back at any time, without a reason, in one step. It is then gone from this forum at once, and the team asks everybody who was given a copy to take theirs down. What is printed or has been passed on by others cannot always be brought back.',
   true)
on conflict (version) do update set current = excluded.current;

insert into story_scope (code, title, text, recall, recallable, position) values
  ('forum', 'On this forum', 'People who use this forum can read it.',
   'It is no longer shown on this forum.', true, 1),
  ('public-web', 'For everybody on the web', 'Search engines may find it, and anybody can read it without an account.',
   'Search engines are told to forget it. That can take them some weeks, and pages that somebody saved stay with them.', true, 2),
  ('charity-website', 'On the charity''s website', 'The charity may show it, or a part of it, on its own pages.',
   'The charity is asked to take it down from its pages.', true, 3),
  ('social-media', 'On social media', 'The charity may share a short part of it.',
   'The charity is asked to delete what it posted. What others have shared or saved cannot be brought back.', false, 4),
  ('print', 'In print', 'It may be printed, for example in a leaflet.',
   'It is left out of everything that is printed from now on. What is printed already cannot be brought back.', false, 5),
  ('research', 'For research', 'Researchers may read it to learn what treatment is like. It is never sold.',
   'Researchers are asked to delete it. What they have worked out or published already cannot be brought back.', false, 6)
on conflict (code) do update set
  title = excluded.title, text = excluded.text, recall = excluded.recall, recallable = excluded.recallable,
  position = excluded.position;

insert into story_attribution (role, named, pattern) values
  ('patient', true, '{name}, who had CAR T-cell therapy to treat {diagnosis}'),
  ('patient', false, 'Somebody who had CAR T-cell therapy to treat {diagnosis}'),
  ('carer', true, '{name}, who looks after somebody who had CAR T-cell therapy to treat {diagnosis}'),
  ('carer', false, 'Somebody who looks after a person who had CAR T-cell therapy to treat {diagnosis}'),
  ('bereaved', true, '{name}, who was close to somebody who had CAR T-cell therapy to treat {diagnosis}'),
  ('bereaved', false, 'Somebody who was close to a person who had CAR T-cell therapy to treat {diagnosis}')
on conflict (role, named) do update set pattern = excluded.pattern;

insert into diagnosis_label (tag_id, label)
select v.tag_id, v.label
from (values
  ('leukaemia', 'leukaemia'),
  ('lymphoma', 'lymphoma'),
  ('other-blood-cancer', 'blood cancer'),
  ('acute-lymphoblastic-leukaemia', 'acute lymphoblastic leukaemia'),
  ('diffuse-large-b-cell-lymphoma', 'diffuse large B-cell lymphoma'),
  ('follicular-lymphoma', 'follicular lymphoma'),
  ('high-grade-lymphoma', 'high-grade lymphoma'),
  ('lymphoma-after-transplant', 'lymphoma after a transplant'),
  ('triple-hit-lymphoma', 'triple-hit lymphoma')
) as v (tag_id, label)
join tag on tag.id = v.tag_id
on conflict (tag_id) do update set label = excluded.label;

insert into story_reason (code, title, may_return, may_decline, position) values
  ('recognisable', 'Somebody could be recognised', true, true, 1),
  ('staff-named', 'Somebody who works in care is named', true, false, 2),
  ('medical-advice', 'It reads like medical advice', true, true, 3),
  ('not-their-story', 'It may be somebody else''s to tell', true, true, 4),
  ('hard-to-follow', 'Parts of it are hard to follow', true, false, 5),
  ('too-distressing', 'It may be too much for many readers as it stands', true, true, 6),
  ('advertisement', 'It advertises something', true, true, 7),
  ('not-about-treatment', 'It is not about this treatment', true, true, 8),
  ('other', 'Another reason, which the message explains', true, true, 9)
on conflict (code) do update set
  title = excluded.title, may_return = excluded.may_return, may_decline = excluded.may_decline,
  position = excluded.position;

insert into story_step_wording (action, sentence) values
  ('begin', 'You began to write.'),
  ('edit', 'You changed your story.'),
  ('submit', 'You sent your story to the team.'),
  ('take-back', 'You took your story back to go on writing.'),
  ('agree', 'You agreed to the edited text.'),
  ('consent', 'You said how your story may be used.'),
  ('withdraw', 'You took your story back. It is not shown any more.'),
  ('delete', 'You deleted your story.'),
  ('take-up', 'Somebody from the team has begun to read your story.'),
  ('hand-back', 'Your story waits for somebody else from the team.'),
  ('return', 'The team has a suggestion, and your story is back with you. Your text is as you left it.'),
  ('decline', 'The team will not publish your story. Your text is still yours, and you can ask why.'),
  ('amend', 'The team has edited your story. Nothing is published until you have read the new text and agreed to it.'),
  ('approve', 'Your story has been approved.'),
  ('approve-first', 'Your story has been approved once. A second person reads it too.'),
  ('schedule', 'There is a day for your story to be published.'),
  ('unschedule', 'The day for your story was taken back. It is still approved.'),
  ('publish', 'Your story is published. Thank you.'),
  ('not-published', 'Your story was not published on its day, because what it needs was missing. It is still approved.'),
  ('archive', 'The team has taken your story down.'),
  ('restore', 'The team has put your story back.'),
  ('expire', 'The time you gave us for your story has run out, so it is not shown any more. You can give it again.'),
  ('ask-again', 'The time you gave us for your story will soon run out. You can say whether it should go on.'),
  ('redact', 'Words that could show who somebody is were taken out of your story.')
on conflict (action) do update set sentence = excluded.sentence;
