-- Takes away events that were handed on 14 days ago, so many at most, and notes below which position some are missing.
create or replace function tenant.forget_events(most int) returns int
language sql volatile security definer set search_path = '' as $$
  with old as (
    select e.organization_id, e.id from tenant.events e
    where e.dispatched_at < pg_catalog.statement_timestamp() - interval '14 days' order by e.dispatched_at limit most),
  gone as (
    delete from tenant.events e using old where e.organization_id = old.organization_id and e.id = old.id
    returning e.organization_id, e.xact),
  noted as (
    insert into tenant.forgotten_events as f (organization_id, below)
    select g.organization_id, pg_catalog.max(g.xact) + 1 from gone g group by g.organization_id
    on conflict (organization_id) do update set below = greatest(f.below, excluded.below))
  select pg_catalog.count(*)::int from gone
$$;
alter function tenant.forget_events owner to {retention};
revoke all on function tenant.forget_events from public;
grant execute on function tenant.forget_events to {app};
