-- How the rows of a table come to follow a patient whose record is merged into another one, one line a table.
create or replace procedure tenant.moves_with_patient(name text)
language plpgsql set search_path = pg_catalog as $$
begin
  execute format('grant update (patient_id) on tenant.%I to {app}', name);
  execute format('create trigger leads_on after insert on tenant.%I referencing new table as inserted
    for each statement execute function tenant.lead_on()', name);
end $$;
revoke all on procedure tenant.moves_with_patient from public;
