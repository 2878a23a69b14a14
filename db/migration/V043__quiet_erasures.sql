-- Erasures that are done once more, in a backup that was put back.

alter table erasure add column quiet boolean not null default false;

comment on column erasure.quiet is 'It was done before, and the person was told then: no mail is sent at the end, whoever ends it.';
