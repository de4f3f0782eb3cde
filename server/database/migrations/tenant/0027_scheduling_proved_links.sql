-- expand
-- A link that works shows itself to whoever proved it, and its appointment with it; one that expired, was withdrawn or used up shows
-- nothing.
call tenant.seen_from_outside('links',
  portal => $$withdrawn_at is null and expires_at > now() and purpose = 'appointment'
    and subject_id in (select a.id from tenant.appointments a)$$,
  portal_columns => 'organization_id, id, purpose, subject_id',
  visitor => $$id = (select nullif(current_setting('app.link_id', true), '')::uuid)
    and withdrawn_at is null and expires_at > now() and uses < coalesce(max_uses, uses + 1)$$,
  visitor_columns => 'organization_id, id, purpose, subject_id');

-- Links that were mailed before there were rows prove their appointment themselves: they are accepted for what was booked before today, as
-- long as new ones are. A process of the version before may write some more of them while it is replaced.
do $$
begin
  call tenant.seen_from_outside('appointments',
    portal => 'linked:appointments',
    portal_columns => 'organization_id, id, patient_id, service_id, practitioner_id, clinic_id, state, starts_at, ends_at',
    visitor => format($condition$id in (select l.subject_id from tenant.links l where l.purpose = 'appointment')
      or id = (select nullif(current_setting('app.link_subject', true), '')::uuid)
        and created_at < %L and ends_at > now() - interval '30 days'$condition$, now() + interval '1 day'),
    visitor_columns => 'organization_id, id, patient_id, service_id, practitioner_id, clinic_id, state, starts_at, ends_at, ics_sequence,
      version');
end $$;
