-- When the next step of an organization's own database is due; null: none is under way.
create or replace function control.next_setup_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select pg_catalog.min(case when o.closes_at is not null then pg_catalog.statement_timestamp() else s.look_at end)
  from control.organization_setups s join control.organizations o on o.id = s.organization_id
  where o.closes_at is not null or s.failed_at is null
$$;
alter function control.next_setup_at owner to {doorman};
revoke all on function control.next_setup_at from public;
grant execute on function control.next_setup_at to {app};
