-- When the oldest event that was handed on may go (events_handed_on); null: there is none.
create or replace function tenant.next_old_event_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select e.dispatched_at + interval '14 days' from tenant.events e
  where e.dispatched_at is not null order by e.dispatched_at limit 1
$$;
alter function tenant.next_old_event_at owner to {retention};
revoke all on function tenant.next_old_event_at from public;
grant execute on function tenant.next_old_event_at to {app};
