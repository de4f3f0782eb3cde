-- Which organizations have files that nobody uses, bytes of which something is left, or files that wait for the scanner.
create or replace function tenant.organizations_with_files_to_clear() returns table (organization_id uuid)
language sql stable security definer set search_path = '' as $$
  select f.organization_id from tenant.files f
  where f.state in ('deleted', 'held') and (f.state = 'held' or f.used_at is null or exists (
      select from tenant.file_parts p where p.organization_id = f.organization_id and p.file_id = f.id))
     or f.used_at is null and f.state in ('pending', 'kept') and f.created_at < pg_catalog.statement_timestamp() - interval '1 day'
  union
  select p.organization_id from tenant.file_parts p
  where p.state = 'discarded'
     or p.state = 'arriving' and p.created_at < pg_catalog.statement_timestamp() - interval '1 day'
$$;
alter function tenant.organizations_with_files_to_clear owner to {relay};
revoke all on function tenant.organizations_with_files_to_clear from public;
grant execute on function tenant.organizations_with_files_to_clear to {app};
