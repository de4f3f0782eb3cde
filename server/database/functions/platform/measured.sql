-- How much the organization of the setting holds, in numbers: all that an operator learns of a database of organizations.
create or replace function tenant.measured()
returns table (patients bigint, appointments bigint, failed_mails bigint, schema_version text)
language sql stable security definer set search_path = '' as $$
  select
    (select pg_catalog.count(*) from tenant.patients p where p.organization_id = o.id and p.archived_at is null),
    (select pg_catalog.count(*) from tenant.appointments a where a.organization_id = o.id),
    (select pg_catalog.count(*) from tenant.messages m where m.organization_id = o.id and m.state = 'failed'),
    (select pg_catalog.max(v.name) from migration.applied v where v.line = 'tenant')
  from (select nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid as id) o
$$;
alter function tenant.measured owner to {counter};
revoke all on function tenant.measured from public;
grant execute on function tenant.measured to {app}, {operator};
