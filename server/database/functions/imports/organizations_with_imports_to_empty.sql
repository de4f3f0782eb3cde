-- Organizations with imports that nobody ran for 30 days, or that stopped 30 days ago: any of them, so that those that are closed
-- never stand before all others.
create or replace function tenant.organizations_with_imports_to_empty(most int) returns table (organization_id uuid)
language sql stable security definer set search_path = '' as $$
  select o.organization_id from (
    select i.organization_id from tenant.imports i
    where i.emptied_at is null and i.state in ('draft', 'checking', 'checked')
      and i.created_at <= pg_catalog.statement_timestamp() - interval '30 days'
    union
    select i.organization_id from tenant.imports i
    where i.emptied_at is null and i.state in ('running', 'undoing') and i.undo_until <= pg_catalog.statement_timestamp()) o
  order by pg_catalog.random() limit most
$$;
alter function tenant.organizations_with_imports_to_empty owner to {relay};
revoke all on function tenant.organizations_with_imports_to_empty from public;
grant execute on function tenant.organizations_with_imports_to_empty to {app};
