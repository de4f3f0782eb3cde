-- Every change of a row counts its version up.
create or replace function {schema}.next_version() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  new.version := old.version + 1;
  return new;
end $$;
revoke all on function {schema}.next_version from public;
