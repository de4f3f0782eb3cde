-- Ends the questions for support whose time is over, some at a time, the oldest first; answers how many.
create or replace function control.lapse_support(most int) returns bigint
language sql volatile security definer set search_path = '' as $$
  with over as (
    select s.organization_id, s.id from control.support_accesses s
    where s.state = 'asked' and s.asked_at <= pg_catalog.statement_timestamp() - interval '72 hours'
    order by s.asked_at limit most for update skip locked
  ), lapsed as (
    update control.support_accesses s set state = 'lapsed', ended_at = pg_catalog.clock_timestamp()
    from over where s.organization_id = over.organization_id and s.id = over.id returning 1
  )
  select pg_catalog.count(*) from lapsed
$$;
alter function control.lapse_support owner to {doorman};
revoke all on function control.lapse_support from public;
grant execute on function control.lapse_support to {app};
