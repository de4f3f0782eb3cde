-- Which records the account of the setting has open in an emergency (emergency_accesses_by_account): to it they are not restricted.
create or replace function tenant.opened_in_emergency() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(x.patient_id), '{}') from tenant.emergency_accesses x
  where x.organization_id = nullif(current_setting('app.organization_id', true), '')::uuid
    and x.account_id = nullif(current_setting('app.account_id', true), '')::uuid and x.ended_at is null and x.expires_at > now()
$$;
alter function tenant.opened_in_emergency owner to {search};
revoke all on function tenant.opened_in_emergency from public;
grant execute on function tenant.opened_in_emergency to {app}, {batch}, {portal}, {visitor};
