-- The states that a visit went through before its present one, the last one at the end: where a correction leads back to.
alter table tenant.appointments
  add column earlier_states text[] not null default '{}',
  add constraint appointments_earlier_states_check
    check (earlier_states <@ '{booked,confirmed,arrived,in-progress,completed,no-show}'::text[] and cardinality(earlier_states) < 8);
