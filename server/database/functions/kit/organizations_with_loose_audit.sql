-- Organizations with events that stand in no batch of the chain yet (audit_events_waiting).
create or replace function {schema}.organizations_with_loose_audit(most int) returns setof uuid
language sql stable security definer set search_path = '' as $$
  with recursive loose (organization_id) as (
    (select e.organization_id from {schema}.audit_events e where e.batch is null order by e.organization_id limit 1)
    union all
    select (select e.organization_id from {schema}.audit_events e
      where e.batch is null and e.organization_id > l.organization_id order by e.organization_id limit 1)
    from loose l where l.organization_id is not null)
  select l.organization_id from loose l where l.organization_id is not null limit most
$$;
alter function {schema}.organizations_with_loose_audit owner to {relay};
revoke all on function {schema}.organizations_with_loose_audit from public;
grant execute on function {schema}.organizations_with_loose_audit to {app};
