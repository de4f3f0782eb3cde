-- The time is free again.
create or replace function control.busy_release(claim uuid) returns void
language sql volatile security definer set search_path = '' as $$
  delete from control.busy
  where organization_id = nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid and id = claim
$$;
alter function control.busy_release owner to {ledger};
revoke all on function control.busy_release from public;
grant execute on function control.busy_release to {app};
