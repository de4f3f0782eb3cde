-- Somebody runs the platform otherwise from this commit on: wherever they are let in, it is looked at again, streams included.
create or replace function control.operator_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  places constant text[] := (
    select pg_catalog.array_agg(distinct s.organization_id::text) from control.support_accesses s
    where s.account_id = new.account_id and s.state = 'granted' and s.expires_at > pg_catalog.clock_timestamp());
begin
  if places is not null then
    perform pg_catalog.pg_notify('polyclinic',
      pg_catalog.json_build_object('placements', '{}'::text[], 'organizations', '{}'::text[], 'tenants', places)::text);
  end if;
  return null;
end $$;
alter function control.operator_changed owner to {doorman};
revoke all on function control.operator_changed from public;
