-- Accounts that were closed and are not erased yet: nobody's or a handful, asked for whenever posts are read.
create index account_waiting on account (id) where closed_at is not null and erased_at is null;
