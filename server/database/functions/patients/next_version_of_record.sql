-- What search made of names and contacts is no change of the record.
create or replace function tenant.next_version_of_record() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if new is not distinct from old or tenant.without_derived(to_jsonb(new)) <> tenant.without_derived(to_jsonb(old)) then
    new.version := old.version + 1;
  end if;
  return new;
end $$;
revoke all on function tenant.next_version_of_record from public;
