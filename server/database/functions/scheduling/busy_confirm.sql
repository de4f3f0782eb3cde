-- Confirms; never inserts. False: the claim is gone.
create or replace function control.busy_confirm(claim uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  organization uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid;
begin
  update control.busy set confirmed_at = coalesce(confirmed_at, pg_catalog.clock_timestamp()), expires_at = null
    where organization_id = organization and id = claim;
  return found;
end $$;
alter function control.busy_confirm owner to {ledger};
revoke all on function control.busy_confirm from public;
grant execute on function control.busy_confirm to {app};
