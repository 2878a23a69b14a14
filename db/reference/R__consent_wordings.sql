-- What people agree to when they join. A wording that was ever in use stays here word for word; to change one, add a
-- version and move "current" to it.

update consent_wording set current = false;

insert into consent_wording (purpose, version, wording, current) values
  ('community-rules', '2026-11',
   'I will be kind. I will write about my own experience and leave medical advice to each person''s own team. I will not name or describe other people so that they could be recognised. I understand that moderators may move, lock or remove what I write, that they will tell me why, and that I can ask somebody else to look again.',
   true),
  ('health-data', '2026-11',
   'Being a member here, and what I choose to write, says something about my health or the health of somebody close to me. I agree that this forum keeps and shows it so that members can support each other, and that it uses it for nothing else. I can take this back at any time; the forum then stops showing what I wrote.',
   true)
on conflict (purpose, version) do update set current = excluded.current;
