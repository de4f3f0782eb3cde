-- How {retention} may take away the rows of a table that name a patient, when that patient is erased; one line a table.
create or replace procedure tenant.erased_with_patient(name text)
language plpgsql set search_path = pg_catalog as $$
declare
  own text := 'organization_id = (select nullif(current_setting(''app.organization_id'', true), '''')::uuid)';
begin
  execute format('drop policy if exists erasure_sees on tenant.%I', name);
  execute format('drop policy if exists erasure_takes on tenant.%I', name);
  execute format('create policy erasure_sees on tenant.%I for select to {retention} using (%s)', name, own);
  execute format('create policy erasure_takes on tenant.%I for delete to {retention} using (%s)', name, own);
  execute format('grant select (organization_id, patient_id), delete on tenant.%I to {retention}', name);
end $$;
revoke all on procedure tenant.erased_with_patient from public;
