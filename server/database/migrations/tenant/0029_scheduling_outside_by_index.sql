-- expand
-- What is seen from outside is found by its index: as an array, which is made once a statement, and not row by row of the organization.
call tenant.seen_from_outside('links',
  portal => $$withdrawn_at is null and expires_at > now() and purpose = 'appointment'
    and subject_id = any (array(select a.id from tenant.appointments a))$$,
  portal_columns => 'organization_id, id, purpose, subject_id',
  visitor => $$id = (select nullif(current_setting('app.link_id', true), '')::uuid)
    and withdrawn_at is null and expires_at > now() and uses < coalesce(max_uses, uses + 1)$$,
  visitor_columns => 'organization_id, id, purpose, subject_id');

do $$
begin
  call tenant.seen_from_outside('appointments',
    portal => 'linked:appointments',
    portal_columns => 'organization_id, id, patient_id, service_id, practitioner_id, clinic_id, state, starts_at, ends_at',
    visitor => format($condition$id = any (array(select l.subject_id from tenant.links l where l.purpose = 'appointment'
        union all select nullif(current_setting('app.link_subject', true), '')::uuid))
      and (created_at < %L and ends_at > now() - interval '30 days'
        or coalesce(current_setting('app.link_subject', true), '') = '')$condition$, now() + interval '1 day'),
    visitor_columns => 'organization_id, id, patient_id, service_id, practitioner_id, clinic_id, state, starts_at, ends_at, ics_sequence,
      version');
end $$;

call tenant.seen_from_outside('patients',
  portal => 'linked',
  portal_columns => 'organization_id, id, kind, given_name, family_name, name_key, birth_date, sex, species, breed, language',
  visitor => 'id = any (array(select a.patient_id from tenant.appointments a))',
  visitor_columns => 'organization_id, id, given_name, language');
call tenant.seen_from_outside('patient_guardians',
  visitor => 'patient_id = any (array(select a.patient_id from tenant.appointments a))');
call tenant.seen_from_outside('guardians',
  visitor => 'id = any (array(select g.guardian_id from tenant.patient_guardians g))',
  visitor_columns => 'organization_id, id, language');
