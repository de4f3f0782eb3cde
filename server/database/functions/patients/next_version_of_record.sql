-- What search made of names and contacts is no change of the record, nor is another key for what it seals.
create or replace function tenant.next_version_of_record() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if current_setting('app.resealing', true) = 'on' and tenant.is_resealed(to_jsonb(old), to_jsonb(new)) then return new; end if;
  if new is not distinct from old or tenant.without_derived(to_jsonb(new)) <> tenant.without_derived(to_jsonb(old)) then
    new.version := old.version + 1;
  end if;
  return new;
end $$;
revoke all on function tenant.next_version_of_record from public;
