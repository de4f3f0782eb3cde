-- What lets the account of the setting into an organization as support, now, for the statement that enters it; null where nothing does.
-- It holds for an operator of today alone.
create or replace function control.open_support(organization uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select pg_catalog.jsonb_build_object('id', s.id, 'scope', s.scope, 'mayWrite', s.may_write, 'reason', s.reason,
    'isBreakGlass', s.is_break_glass,
    'expiresAt', pg_catalog.to_char(s.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'leftMs', pg_catalog.floor(extract(epoch from s.expires_at - pg_catalog.clock_timestamp()) * 1000))
  from control.support_accesses s
  where s.account_id = nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid and s.state = 'granted'
    and s.organization_id = organization and s.expires_at > pg_catalog.clock_timestamp() and control.operator_role() = 'operator'
  order by s.expires_at desc limit 1
$$;
alter function control.open_support owner to {doorman};
revoke all on function control.open_support from public;
grant execute on function control.open_support to {app};
