-- As what the account of the setting runs the platform today; null where it does not. Policies of {operator} ask it, too.
create or replace function control.operator_role() returns text
language sql stable security definer set search_path = '' as $$
  select o.role from control.operators o
  where o.account_id = nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid and o.ended_at is null
$$;
alter function control.operator_role owner to {doorman};
revoke all on function control.operator_role from public;
grant execute on function control.operator_role to {app}, {operator};
