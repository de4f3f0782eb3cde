-- Gives back everything that an appointment occupies.
drop function if exists tenant.vacate(uuid);
create or replace function tenant.vacate(appointment uuid) returns void
language plpgsql set search_path = '' as $$
declare
  organization uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid;
begin
  perform from tenant.resources r
    where r.organization_id = organization
      and r.id in (select c.resource_id from tenant.claims c
        where c.organization_id = organization and c.appointment_id = appointment)
    order by r.id for no key update;
  delete from tenant.claims c where c.organization_id = organization and c.appointment_id = appointment;
end $$;
revoke all on function tenant.vacate from public;
grant execute on function tenant.vacate to {app};
