-- Takes away what happened to accounts' safety and is older than its kind is kept, so many at most (security_event_by_age).
create or replace function control.forget_security_events(most int) returns int
language sql volatile security definer set search_path = '' as $$
  with old as (
    select e.id from control.retention_rules() r cross join lateral (
      select s.id from auth.security_event s
      where s.kind = r.kind and s.at < pg_catalog.statement_timestamp() - r.kept order by s.at limit most) e
    where r.log = 'account' limit most),
  gone as (
    delete from auth.security_event s using old where s.id = old.id returning 1)
  select pg_catalog.count(*)::int from gone
$$;
alter function control.forget_security_events owner to {retention};
revoke all on function control.forget_security_events from public;
grant execute on function control.forget_security_events to {app};
