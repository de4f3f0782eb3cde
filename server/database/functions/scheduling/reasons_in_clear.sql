-- Organizations in which a reason for overbooking still lies in clear (appointments_in_clear), for the sweep.
create or replace function tenant.reasons_in_clear(most int) returns table (organization_id uuid)
language sql stable security definer set search_path = '' as $$
  select distinct a.organization_id from tenant.appointments a where a.overbook_reason is not null limit most
$$;
alter function tenant.reasons_in_clear owner to {relay};
revoke all on function tenant.reasons_in_clear from public;
grant execute on function tenant.reasons_in_clear to {app};
