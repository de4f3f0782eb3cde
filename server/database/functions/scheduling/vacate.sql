create or replace function tenant.vacate(appt uuid) returns void
language plpgsql set search_path = '' as $$
declare o uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid;
begin
  perform from tenant.resources x where x.organization_id = o
    and x.id in (select c.resource_id from tenant.claims c where c.organization_id = o and c.appointment_id = appt) order by x.id for no key update;
  delete from tenant.claims c where c.organization_id = o and c.appointment_id = appt;
end $$;
revoke all on function tenant.vacate from public;
grant execute on function tenant.vacate to {app};
