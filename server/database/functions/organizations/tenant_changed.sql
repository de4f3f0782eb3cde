-- Tells every process that remembers what the gate found of an organization: its rows here are otherwise from this commit on.
-- The argument names the column that holds its id; without one, or where that is null, it may be any.
create or replace function control.tenant_changed() returns trigger
language plpgsql set search_path = '' as $$
declare
  changed jsonb := pg_catalog.to_jsonb(case when tg_op = 'DELETE' then old else new end);
  organization text := case when tg_nargs = 0 then '*' else coalesce(changed ->> tg_argv[0], '*') end;
begin
  perform pg_catalog.pg_notify('polyclinic',
    pg_catalog.json_build_object('placements', '{}'::text[], 'organizations', '{}'::text[], 'tenants', array[organization])::text);
  return null;
end $$;
revoke all on function control.tenant_changed from public;
