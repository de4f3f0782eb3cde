-- Nothing is written for a record that was merged or erased: whoever waited for that, by the lock of a foreign key, starts again (40001),
-- looks once more and finds the record that was kept, or none. What belongs to a whole statement comes after those locks.
-- A hold alone is for what is kept of somebody, too.
create or replace function tenant.lead_on() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (
    select from inserted i join tenant.patients p on p.organization_id = i.organization_id and p.id = i.patient_id
    where p.merged_into is not null or (p.erased_at is not null and tg_table_name <> 'legal_holds'))
  then
    raise exception 'the record was merged into another one, or erased' using errcode = '40001';
  end if;
  return null;
end $$;
alter function tenant.lead_on owner to {search};
revoke all on function tenant.lead_on from public;
