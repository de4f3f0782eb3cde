-- Organizations behind this one whose chained log holds what is older than it is kept (audit_events_by_age).
create or replace function control.organizations_with_old_audit(behind uuid, most int) returns setof uuid
language sql stable security definer set search_path = '' as $$
  with recursive chained (organization_id) as (
    (select e.organization_id from control.audit_events e
      where e.batch is not null and e.organization_id > behind order by e.organization_id limit 1)
    union all
    select (select e.organization_id from control.audit_events e
      where e.batch is not null and e.organization_id > c.organization_id order by e.organization_id limit 1)
    from chained c where c.organization_id is not null)
  select c.organization_id from chained c
  where exists (
    select from control.retention_rules() r where r.log = 'organization' and exists (
      select from control.audit_events e where e.organization_id = c.organization_id and e.action = r.kind and e.batch is not null
        and e.at < pg_catalog.statement_timestamp() - r.kept))
  limit most
$$;
alter function control.organizations_with_old_audit owner to {retention};
revoke all on function control.organizations_with_old_audit from public;
grant execute on function control.organizations_with_old_audit to {app};
