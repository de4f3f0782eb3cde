-- Nothing is written for a record that was merged: whoever waited for the merge, by the lock of a foreign key, starts again (40001), looks
-- once more and finds the record that was kept. What belongs to a whole statement comes after those locks.
create or replace function tenant.lead_on() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (
    select from inserted i join tenant.patients p on p.organization_id = i.organization_id and p.id = i.patient_id
    where p.merged_into is not null)
  then
    raise exception 'the record was merged into another one' using errcode = '40001';
  end if;
  return null;
end $$;
alter function tenant.lead_on owner to {search};
revoke all on function tenant.lead_on from public;
