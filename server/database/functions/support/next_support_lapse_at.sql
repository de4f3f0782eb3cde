-- When the next question for support lapses; null: none waits.
create or replace function control.next_support_lapse_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select pg_catalog.min(s.asked_at) + interval '72 hours' from control.support_accesses s where s.state = 'asked'
$$;
alter function control.next_support_lapse_at owner to {doorman};
revoke all on function control.next_support_lapse_at from public;
grant execute on function control.next_support_lapse_at to {app};
