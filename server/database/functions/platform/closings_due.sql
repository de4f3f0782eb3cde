-- Organizations whose end has a step that is due.
create or replace function control.closings_due() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select c.organization_id from control.closings c
  where c.shredded_at is null and (
    c.told_at is null or c.shredding_since is not null
    or case when c.closed_at is null then c.closes_at else c.shred_after end <= pg_catalog.statement_timestamp())
  order by c.closes_at
$$;
alter function control.closings_due owner to {doorman};
revoke all on function control.closings_due from public;
grant execute on function control.closings_due to {app};
