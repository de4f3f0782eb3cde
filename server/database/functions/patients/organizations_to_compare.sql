-- Organizations with somebody who is due to be compared with all others (patients_uncompared).
create or replace function tenant.organizations_to_compare(most int) returns table (organization_id uuid)
language sql stable security definer set search_path = '' as $$
  select distinct p.organization_id from tenant.patients p
  where p.compared_version < p.version and p.archived_at is null and p.created_at < pg_catalog.statement_timestamp() - interval '1 hour'
  limit most
$$;
alter function tenant.organizations_to_compare owner to {relay};
revoke all on function tenant.organizations_to_compare from public;
grant execute on function tenant.organizations_to_compare to {app};
