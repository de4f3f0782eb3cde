-- Organizations into which the account of the setting is let as support, now.
create or replace function control.organizations_supported() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select distinct s.organization_id from control.support_accesses s
  where s.account_id = nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid and s.state = 'granted'
    and s.expires_at > pg_catalog.clock_timestamp() and control.operator_role() = 'operator'
$$;
alter function control.organizations_supported owner to {doorman};
revoke all on function control.organizations_supported from public;
grant execute on function control.organizations_supported to {app};
