-- That supporters were told of a thread nobody has answered: once each, whichever server notices.

create table answer_alert (
  thread_id uuid not null,
  alerted_at timestamptz not null,
  constraint answer_alert_pk primary key (thread_id),
  constraint answer_alert_thread_fk foreign key (thread_id) references forum_thread (id)
);

-- What the housekeeping looks through every minute.
create index forum_thread_waiting on forum_thread (created_at)
  where awaiting_first_reply and deleted_at is null and removed_at is null;
