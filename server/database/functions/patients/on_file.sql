-- How many patients of the setting's organization count (patients_not_archived), whoever asks: restricted ones and those of other
-- clinics, too.
create or replace function tenant.on_file() returns table (organization_id uuid, patients bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select o.id, (select count(*) from tenant.patients p where p.organization_id = o.id and p.archived_at is null)
  from (values (nullif(current_setting('app.organization_id', true), '')::uuid)) o (id)
$$;
alter function tenant.on_file owner to {search};
revoke all on function tenant.on_file from public;
grant execute on function tenant.on_file to {app}, {batch};
