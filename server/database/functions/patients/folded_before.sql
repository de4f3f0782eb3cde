-- Organizations with rows that an earlier version folded.
create or replace function tenant.folded_before(version int, most int) returns table (organization_id uuid)
language sql stable security definer set search_path = '' as $$
  select p.organization_id from tenant.patients p where p.fold_version < version
  union select g.organization_id from tenant.guardians g where g.fold_version < version limit most
$$;
alter function tenant.folded_before owner to {search};
revoke all on function tenant.folded_before from public;
grant execute on function tenant.folded_before to {app};
