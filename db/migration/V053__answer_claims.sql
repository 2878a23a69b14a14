-- Which of the supporters is answering a thread, so that two of them do not write the same at once.

create table answer_claim (
  thread_id uuid not null,
  account_id uuid not null,
  claimed_at timestamptz not null,
  ends_at timestamptz not null,
  constraint answer_claim_pk primary key (thread_id),
  constraint answer_claim_thread_fk foreign key (thread_id) references forum_thread (id),
  constraint answer_claim_account_fk foreign key (account_id) references account (id),
  constraint answer_claim_ends_later check (ends_at > claimed_at)
);

create index answer_claim_by_account on answer_claim (account_id);
create index answer_claim_end on answer_claim (ends_at);

comment on table answer_claim is 'Goes when they reply, or give it back. One that has ended counts for nothing.';
