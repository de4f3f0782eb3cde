-- expand
-- What those who come from outside see, table by table: patients and those who answer for them what their links open, visitors what is
-- published and the one appointment that a mailed link proves. Of a table that is not named here nobody from outside sees anything.
grant usage on schema tenant to {visitor};

drop policy own_links on tenant.patient_accounts;
drop policy linked_patients on tenant.patients;
drop policy linked_visits on tenant.appointments;
drop policy clinics_visited on tenant.clinics;
drop policy services_visited on tenant.services;
drop policy practitioners_visited on tenant.practitioners;

call tenant.seen_from_outside('patient_accounts',
  portal => $$account_id = (select nullif(current_setting('app.account_id', true), '')::uuid) and ended_at is null$$);
call tenant.seen_from_outside('patients',
  portal => 'linked',
  portal_columns => 'organization_id, id, kind, given_name, family_name, name_key, birth_date, sex, species, breed, language',
  visitor => 'id in (select a.patient_id from tenant.appointments a)',
  visitor_columns => 'organization_id, id, given_name, language');
call tenant.seen_from_outside('patient_guardians',
  visitor => 'patient_id in (select a.patient_id from tenant.appointments a)');
call tenant.seen_from_outside('guardians',
  visitor => 'id in (select g.guardian_id from tenant.patient_guardians g)', visitor_columns => 'organization_id, id, language');

call tenant.seen_from_outside('appointments',
  portal => 'linked:appointments',
  portal_columns => 'organization_id, id, patient_id, service_id, practitioner_id, clinic_id, state, starts_at, ends_at',
  visitor => $$id = (select nullif(current_setting('app.link_subject', true), '')::uuid)$$,
  visitor_columns => 'organization_id, id, patient_id, service_id, practitioner_id, clinic_id, state, starts_at, ends_at, ics_sequence,
    version');
call tenant.seen_from_outside('clinics',
  portal => 'id in (select a.clinic_id from tenant.appointments a)',
  portal_columns => 'organization_id, id, name, time_zone, contact_sealed',
  visitor => 'true', visitor_columns => 'organization_id, id, name, time_zone, contact_sealed');
call tenant.seen_from_outside('opening_hours', visitor => 'true');
call tenant.seen_from_outside('services',
  portal => 'id in (select a.service_id from tenant.appointments a)', portal_columns => 'organization_id, id, name',
  visitor => 'id in (select a.service_id from tenant.appointments a) or archived_at is null',
  visitor_columns => 'organization_id, id, name, duration_minutes, price_amount, price_currency');
call tenant.seen_from_outside('practitioners',
  portal => 'id in (select a.practitioner_id from tenant.appointments a)', portal_columns => 'organization_id, id, display_name',
  visitor => 'id in (select a.practitioner_id from tenant.appointments a) or archived_at is null',
  visitor_columns => 'organization_id, id, display_name, profession');

do $$
declare name text;
begin
  for name in select c.relname from pg_class c where c.relnamespace = 'tenant'::regnamespace and c.relkind in ('r', 'p')
    and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'visitor_sees')
  loop
    call tenant.seen_from_outside(name);
  end loop;
end $$;
