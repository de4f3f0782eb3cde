-- Organizations whose own database has a step to be done, or is not wanted any more.
create or replace function control.setups_due() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select s.organization_id from control.organization_setups s join control.organizations o on o.id = s.organization_id
  where o.closes_at is not null or s.failed_at is null and s.look_at <= pg_catalog.statement_timestamp()
  order by s.look_at
$$;
alter function control.setups_due owner to {doorman};
revoke all on function control.setups_due from public;
grant execute on function control.setups_due to {app};
