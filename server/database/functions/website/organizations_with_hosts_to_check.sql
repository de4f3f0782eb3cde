-- Whose names were looked at longest ago, a day at least (hosts_by_check).
create or replace function control.organizations_with_hosts_to_check() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select distinct h.organization_id from control.hosts h
  where h.state = 'verified' and h.checked_at < pg_catalog.statement_timestamp() - interval '1 day' limit 500
$$;
alter function control.organizations_with_hosts_to_check owner to {doorman};
revoke all on function control.organizations_with_hosts_to_check from public;
grant execute on function control.organizations_with_hosts_to_check to {app};
