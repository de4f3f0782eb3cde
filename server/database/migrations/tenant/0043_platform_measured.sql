-- expand
-- For tenant.measured: {counter} reads the columns that are counted, of the setting's organization, and {operator} reads no table here.
grant usage on schema tenant to {operator}, {counter};
grant usage on schema migration to {counter};
grant select on migration.applied to {counter};
grant select (organization_id, archived_at) on tenant.patients to {counter};
grant select (organization_id) on tenant.appointments to {counter};
grant select (organization_id, state) on tenant.messages to {counter};

do $$
declare counted text;
begin
  foreach counted in array array['patients', 'appointments', 'messages'] loop
    execute format('create policy counter_counts on tenant.%I for select to {counter}
      using (organization_id = (select nullif(current_setting(''app.organization_id'', true), '''')::uuid))', counted);
  end loop;
end $$;
