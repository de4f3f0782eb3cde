-- How a table is guarded, one line a table: row security forced, a policy for the setting's organization, grants, audit, version.
-- grants: what the application may do. audited: a table of record. key: the column that names the row where there is no id.
-- organization: the column that names the organization. portal, visitor: what those from outside see (tenant.seen_from_outside).
-- batch: what long work sees (tenant.seen_by_long_work).
drop procedure if exists {schema}.guard(text, text, boolean, text);
drop procedure if exists {schema}.guard(text, text, boolean, text, text);
drop procedure if exists {schema}.guard(text, text, boolean, text, text, text, text, text, text);
create or replace procedure {schema}.guard(
  name text, grants text, audited boolean default true, key text default 'id', organization text default 'organization_id',
  portal text default 'nothing', portal_columns text default null, visitor text default 'nothing', visitor_columns text default null,
  batch text default 'organization')
language plpgsql set search_path = pg_catalog as $$
begin
  execute format('alter table {schema}.%I enable row level security', name);
  execute format('alter table {schema}.%I force row level security', name);
  execute format('create policy own_organization on {schema}.%I to {app}
    using (%I = (select nullif(current_setting(''app.organization_id'', true), '''')::uuid))
    with check (%I = (select nullif(current_setting(''app.organization_id'', true), '''')::uuid))', name, organization, organization);
  execute format('grant %s on {schema}.%I to {app}', grants, name);
  if '{schema}' = 'tenant' then
    call tenant.seen_from_outside(name, portal, portal_columns, visitor, visitor_columns);
    call tenant.seen_by_long_work(name, batch);
    if name <> 'audit_events' and exists (select from pg_attribute
      where attrelid = format('tenant.%I', name)::regclass and attname = 'patient_id' and not attisdropped)
    then
      call tenant.erased_with_patient(name);
    end if;
  end if;
  if audited then
    execute format('create trigger audited after %s on {schema}.%I for each row execute function {schema}.record_change(%L)',
      case '{schema}' when 'tenant' then 'update or delete' else 'insert or update or delete' end, name, key);
    if '{schema}' = 'tenant' then
      execute format('create trigger audited_when_inserted after insert on {schema}.%I referencing new table as inserted
        for each statement execute function {schema}.record_inserts(%L)', name, key);
    end if;
  end if;
  if exists (select from pg_attribute
    where attrelid = format('{schema}.%I', name)::regclass and attname = 'version' and not attisdropped)
  then
    execute format('create trigger versioned before update on {schema}.%I
      for each row execute function {schema}.next_version()', name);
  end if;
end $$;
revoke all on procedure {schema}.guard from public;
