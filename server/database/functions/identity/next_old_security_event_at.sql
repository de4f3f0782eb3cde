-- When the oldest of what happened to accounts' safety may go (security_event_by_age); null: there is none.
create or replace function control.next_old_security_event_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select pg_catalog.min(e.at + r.kept) from control.retention_rules() r cross join lateral (
    select s.at from auth.security_event s where s.kind = r.kind order by s.at limit 1) e
  where r.log = 'account'
$$;
alter function control.next_old_security_event_at owner to {retention};
revoke all on function control.next_old_security_event_at from public;
grant execute on function control.next_old_security_event_at to {app};
