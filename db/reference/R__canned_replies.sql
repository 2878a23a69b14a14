-- Replies that come with Waymark, for moderators to choose from and to make their own before they send them. Every word has
-- to be confirmed by the charity, and what is about health or about a crisis by a clinician or a mental-health lead. They
-- are general; they never say what somebody has, never reassure and never blame; each says where to turn. A reply that is
-- there already is left alone, so what a charity made of it stays, also when this file changes.

insert into canned_reply (id, version, category, title, text, state, updated_at)
select id, 1, category, title, text, 'current', timestamptz '2026-11-21 00:00:00Z'
from (values
  ('crisis-first-reply', 'crisis', 'Somebody may be thinking of ending their life',
   E'Hello {username},\n\nThank you for writing this here. I have read all of it, and I am glad you told us. You are not in trouble, and your post in "{thread}" is still there.\n\nIf you might act on these thoughts, or you do not feel safe, please call 999 or go to A&E now. To talk to somebody at any hour: {helpline}.\n\nModerators are not here at every hour, and we cannot see who you are or where you live. So please reach for somebody who can be with you. If there is a person you trust, you could show them what you wrote.'),
  ('red-flag-first-reply', 'red-flag', 'Something that a CAR-T team should hear about now',
   E'Hello {username},\n\nI have just read your post in "{thread}". None of us here can tell what it means for you. Your own CAR-T team can, and they would rather hear from you than not.\n\nPlease ring them now, on the numbers you were given when you went home, day or night. If you cannot get through, call 999 or go to A&E, and say that it is about CAR T-cell therapy.\n\nFor somebody to talk to besides: {helpline}.'),
  ('worried-thanks', 'worried', 'Thank you for telling us that you worry about somebody',
   E'Hello {username},\n\nThank you for telling us that you are worried. A moderator has looked, and does what can be done from here. To protect people we do not tell others what that is.\n\nIf you know who and where they are, and you think they are in danger now, please call 999 yourself and do not wait for us.\n\nWorrying about somebody can weigh on you as well. To talk to somebody: {helpline}.'),
  ('bereavement', 'other', 'After a death',
   E'Dear {username},\n\nWe are so sorry. Thank you for letting people here know.\n\nYou are welcome here for as long as you like, to write or only to read. If you would rather not see some threads, or would like something you wrote to be taken down, tell us and we will help.\n\nTo talk to somebody: {helpline}.'),
  ('personal-data-edit', 'personal-data', 'Private details taken out of a post',
   E'Hello {username},\n\nThank you for your post in "{thread}". Everybody can read this forum, also people who are not members. So I have taken out what could lead a stranger to you or to somebody else, such as a phone number, an address or a full name. The rest is as you wrote it.\n\nIf I took out too much, reply to this and we will look again. To talk to somebody in private: {helpline}.'),
  ('staff-name-edit', 'staff-named', 'The name of somebody who works in a hospital taken out',
   E'Hello {username},\n\nThank you for writing about your experience in "{thread}". I have taken out the name of a person who works in a hospital. They did not choose to be named here, and that also goes for kind words. The name of the hospital may stay.\n\nTo tell them how it was, thanks or complaint, the hospital has a patient advice office. To talk it over first: {helpline}.'),
  ('no-medical-advice', 'unsafe-advice', 'Advice that belongs with somebody''s own team',
   E'Hello {username},\n\nThank you for wanting to help in "{thread}". I have taken your post down, because somebody could read it as advice on what to take, to stop or to wait for, and treatments differ from one person to the next.\n\nWhat it was like for you is always welcome: "In my case my team told me to ..." helps people ask their own team. Would you like to write it again in that way?\n\nFor questions about treatment: your own team, or {helpline}.'),
  ('medical-claim', 'medical-claim', 'A claim about health that we cannot leave as it is',
   E'Hello {username},\n\nThank you for your post in "{thread}". It says something about health or treatment as a fact, and we could not find where that comes from. People here make hard decisions, so we ask for a source that others can read, or for words that say it is your own experience.\n\nYour post is down until then. Send us the source, or change the words, and we will look again. For questions about it: {helpline}.'),
  ('abuse', 'abuse', 'Words that hurt',
   E'Hello {username},\n\nI have taken down your post in "{thread}". It goes against this rule of ours: {rule}. Many who read here are ill, tired or afraid, and words weigh more then.\n\nYou are welcome to say what you think about the matter in other words. If you see it differently, you can ask us to look again, and somebody else will.\n\nIf things are hard at the moment: {helpline}.'),
  ('pause', 'abuse', 'A pause from writing',
   E'Hello {username},\n\nUntil {until} you can read here but not write. The reason is this rule of ours: {rule}. It ends by itself then.\n\nIf you see it differently, you can ask us to look again, and somebody else will. This does not close any other door: {helpline}.'),
  ('spam', 'spam', 'Advertising taken down',
   E'Hello {username},\n\nI have taken down your post in "{thread}", because this forum carries no advertising and no collecting of money. If I mistook what it was, reply to this and we will look again.\n\nA charity or a study that would like to reach people here can write to the team. To talk to somebody: {helpline}.'),
  ('removal', null, 'Why a post was taken down',
   E'Hello {username},\n\nI have taken down your post in "{thread}". The reason is this rule of ours: {rule}.\n\nIf you see it differently, you can ask us to look again, and somebody else will. To talk to somebody about anything that is on your mind: {helpline}.'),
  ('appeal-received', 'appeal', 'We will look again',
   E'Hello {username},\n\nThank you for asking us to look again. Somebody who had no part in the decision will read all of it, and you will hear from them here, whatever they decide.\n\nIf something cannot wait until then, or you would like to talk to somebody: {helpline}.'),
  ('held-approved', 'review', 'A post that waited is there now',
   E'Hello {username},\n\nThank you for waiting. A moderator has read your post, and it is in "{thread}" now for everybody to read.\n\nTo talk to somebody in private: {helpline}.'),
  ('held-returned', 'review', 'A post that waited comes back to be changed',
   E'Hello {username},\n\nThank you for your post for "{thread}". It is not there yet, because of this rule of ours: {rule}. Your words are kept. When you change them and send them again, we will read them again.\n\nIf you would like help with the wording, reply to this. To talk to somebody in private: {helpline}.'),
  ('welcome', 'other', 'A welcome',
   E'Hello {username},\n\nWelcome. It is good that you found your way here. You can write when you feel like it, or only read; there is no right way to do this.\n\nPeople here share what it was like for them. What is right for you, your own team knows. Please leave out names, numbers and addresses, because everybody can read along.\n\nMembers and moderators are not here at every hour. To talk to somebody: {helpline}.')
) as shipped (id, category, title, text)
on conflict (id, version) do nothing;
