-- Whether events wait that an older, unfinished transaction holds back.
create or replace function tenant.events_held_back() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from tenant.events e where e.dispatched_at is null)
$$;
alter function tenant.events_held_back owner to {relay};
revoke all on function tenant.events_held_back from public;
grant execute on function tenant.events_held_back to {app};
