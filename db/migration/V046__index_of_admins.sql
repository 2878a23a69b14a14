-- Whoever gives roles or leaves holds the admins first; there are a few among very many.

create index account_admin on account (id) where role = 'admin';
