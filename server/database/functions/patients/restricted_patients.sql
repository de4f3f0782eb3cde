-- Which patients of the setting's organization are restricted (patients_restricted): nobody from outside sees anything of them.
create or replace function tenant.restricted_patients() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(p.id), '{}') from tenant.patients p
  where p.organization_id = nullif(current_setting('app.organization_id', true), '')::uuid and p.restricted_at is not null
$$;
alter function tenant.restricted_patients owner to {search};
revoke all on function tenant.restricted_patients from public;
grant execute on function tenant.restricted_patients to {portal};
