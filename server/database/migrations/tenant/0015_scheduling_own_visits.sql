-- Patients and those who answer for them see, as {portal}, the visits that their links open, and the names on them.

grant select (organization_id, id, patient_id, service_id, practitioner_id, clinic_id, state, starts_at, ends_at) on tenant.appointments to {portal};
create policy linked_visits on tenant.appointments for select to {portal}
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)
    and exists (select from tenant.patient_accounts l where l.organization_id = appointments.organization_id and l.patient_id = appointments.patient_id
      and 'appointments' = any (l.permissions)));

grant select (organization_id, id, name, time_zone, contact_sealed) on tenant.clinics to {portal};
create policy clinics_visited on tenant.clinics for select to {portal}
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)
    and exists (select from tenant.appointments a where a.organization_id = clinics.organization_id and a.clinic_id = clinics.id));

grant select (organization_id, id, name) on tenant.services to {portal};
create policy services_visited on tenant.services for select to {portal}
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)
    and exists (select from tenant.appointments a where a.organization_id = services.organization_id and a.service_id = services.id));

grant select (organization_id, id, display_name) on tenant.practitioners to {portal};
create policy practitioners_visited on tenant.practitioners for select to {portal}
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)
    and exists (select from tenant.appointments a where a.organization_id = practitioners.organization_id and a.practitioner_id = practitioners.id));
