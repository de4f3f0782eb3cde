-- Takes away the rows of a table that name one of these patients, of the setting's organization; only of patients who are being erased.
create or replace function tenant.erase_rows(of_table text, patients uuid[]) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  organization uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  gone bigint;
begin
  if organization is null or exists (
    select from unnest(patients) one where not exists (
      select from tenant.patients p where p.organization_id = organization and p.id = one and p.erased_at is not null))
  then
    raise exception 'only of patients who are being erased';
  end if;
  execute format('delete from tenant.%I where organization_id = $1 and patient_id = any ($2)', of_table) using organization, patients;
  get diagnostics gone = row_count;
  return gone;
end $$;
alter function tenant.erase_rows owner to {retention};
revoke all on function tenant.erase_rows from public;
grant execute on function tenant.erase_rows to {app};
