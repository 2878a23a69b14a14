-- Why something waits, as its author is told. General words, no blame: nobody has looked at it yet, only a machine.

insert into gate_explanation (code, title, explanation) values
  ('first-posts', 'A moderator reads first posts',
   'A moderator reads first posts before everybody sees them. Nothing is wrong with what you wrote. Until then you can read it, change it and take it back.'),
  ('review', 'A moderator reads this first',
   'In this part of the forum a moderator reads posts before everybody sees them. Nothing is wrong with what you wrote. Until then you can read it, change it and take it back.'),
  ('watched-word', 'A moderator looks at this first',
   'There is a word in it that moderators would like to look at before everybody sees it. The same word can be fine in one post and hurt in another, and a person decides that, not a machine. Until then you can read it, change it and take it back.'),
  ('phone', 'There seems to be a phone number in this',
   'What is posted here can be read by people you have never met. So a moderator looks at posts with phone numbers first. If you take the number out, it does not have to wait for that. The numbers of helplines are fine.'),
  ('email', 'There seems to be an e-mail address in this',
   'What is posted here can be read by people you have never met. So a moderator looks at posts with e-mail addresses first. If you take the address out, it does not have to wait for that.'),
  ('nhs-number', 'There seems to be an NHS number in this',
   'What is posted here can be read by people you have never met. So a moderator looks at posts with what may be an NHS number first. If you take the number out, it does not have to wait for that.'),
  ('postcode', 'There seems to be a postcode in this',
   'What is posted here can be read by people you have never met. So a moderator looks at posts with postcodes first. If you take the postcode out, it does not have to wait for that.'),
  ('many-links', 'There are several links in this',
   'A moderator looks at posts with more than two links first, because many of those that come to a forum are advertising. With two links or fewer it does not have to wait for that.')
on conflict (code) do update set title = excluded.title, explanation = excluded.explanation;
