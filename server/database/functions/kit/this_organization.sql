create or replace function tenant.this_organization() returns uuid
language sql stable parallel safe set search_path = pg_catalog as $$
  select nullif(current_setting('app.organization_id', true), '')::uuid
$$;
grant execute on function tenant.this_organization to public;
