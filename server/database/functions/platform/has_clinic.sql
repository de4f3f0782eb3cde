-- Whether the organization of the setting has this clinic, as an operator asks who names it: no more is told of it.
create or replace function tenant.has_clinic(clinic uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from tenant.clinics c
    where c.organization_id = nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid and c.id = clinic)
$$;
alter function tenant.has_clinic owner to {counter};
revoke all on function tenant.has_clinic from public;
grant execute on function tenant.has_clinic to {operator};
