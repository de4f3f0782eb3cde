-- The oldest events that wait and that no running transaction can still precede.
create or replace function tenant.waiting_events(most int) returns table (organization_id uuid, id uuid, name text, payload jsonb)
language sql volatile security definer set search_path = '' as $$
  select e.organization_id, e.id, e.name, e.payload from tenant.events e
  where e.dispatched_at is null and e.xact < pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot())::text::bigint
  order by e.xact, e.id limit most
$$;
alter function tenant.waiting_events owner to {relay};
revoke all on function tenant.waiting_events from public;
grant execute on function tenant.waiting_events to {app};
