-- The relay has handed these events on.
create or replace function tenant.mark_dispatched(ids uuid[]) returns void
language sql volatile security definer set search_path = '' as $$
  update tenant.events set dispatched_at = pg_catalog.clock_timestamp()
  where id = any (ids) and dispatched_at is null
$$;
alter function tenant.mark_dispatched owner to {relay};
revoke all on function tenant.mark_dispatched from public;
grant execute on function tenant.mark_dispatched to {app};
