-- What protects moderators from too much at once. A charity may change the row; it is never overwritten.

insert into moderation_setting (id, p0_cap, shift_hours, break_after_minutes) values (1, 5, 8, 120)
on conflict (id) do nothing;
