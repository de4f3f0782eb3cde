-- When the next step of an organization's end is due; null: none is known to come.
create or replace function control.next_closing_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select pg_catalog.min(case
    when c.told_at is null or c.shredding_since is not null then pg_catalog.statement_timestamp()
    when c.closed_at is null then c.closes_at else c.shred_after end)
  from control.closings c where c.shredded_at is null
$$;
alter function control.next_closing_at owner to {doorman};
revoke all on function control.next_closing_at from public;
grant execute on function control.next_closing_at to {app};
