-- expand
-- For tenant.has_clinic: {counter} reads which clinics there are, of the setting's organization, and nothing of them.
grant select (organization_id, id) on tenant.clinics to {counter};
create policy counter_counts on tenant.clinics for select to {counter}
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid));
