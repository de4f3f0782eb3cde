-- Every change of a row counts its version up; another key for what it seals is none.
create or replace function {schema}.next_version() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if current_setting('app.resealing', true) = 'on' and {schema}.is_resealed(to_jsonb(old), to_jsonb(new)) then return new; end if;
  new.version := old.version + 1;
  return new;
end $$;
revoke all on function {schema}.next_version from public;
