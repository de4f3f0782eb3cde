-- The strictest limits of all the organizations that an account works for.
create or replace function control.session_limits(account uuid) returns table (idle interval, absolute interval)
language sql stable security definer set search_path = '' as $$
  select pg_catalog.make_interval(mins => pg_catalog.min(p.idle_minutes)),
    pg_catalog.make_interval(hours => pg_catalog.min(p.absolute_hours))
  from control.memberships m join control.security_policies p on p.organization_id = m.organization_id
  where m.account_id = account
$$;
alter function control.session_limits owner to {doorman};
revoke all on function control.session_limits from public;
grant execute on function control.session_limits to {auth};
