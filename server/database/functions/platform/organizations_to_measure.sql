-- Organizations in the order of their ids that nobody counted for half a day: however often it is asked, each is counted once.
create or replace function control.organizations_to_measure(after uuid, most int) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select o.id from control.organizations o
  left join control.organization_sizes s on s.organization_id = o.id
  where (after is null or o.id > after)
    and (s.measured_at is null or s.measured_at < pg_catalog.statement_timestamp() - interval '12 hours')
  order by o.id limit most
$$;
alter function control.organizations_to_measure owner to {doorman};
revoke all on function control.organizations_to_measure from public;
grant execute on function control.organizations_to_measure to {app};
