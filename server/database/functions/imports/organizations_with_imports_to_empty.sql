-- Organizations with imports that nobody ran for 30 days.
create or replace function tenant.organizations_with_imports_to_empty(most int) returns table (organization_id uuid)
language sql stable security definer set search_path = '' as $$
  select distinct i.organization_id from tenant.imports i
  where i.emptied_at is null and i.state in ('draft', 'checking', 'checked')
    and i.created_at <= pg_catalog.statement_timestamp() - interval '30 days'
  limit most
$$;
alter function tenant.organizations_with_imports_to_empty owner to {relay};
revoke all on function tenant.organizations_with_imports_to_empty from public;
grant execute on function tenant.organizations_with_imports_to_empty to {app};
