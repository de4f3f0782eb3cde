-- expand
-- When links to an appointment were withdrawn last, because a mail went astray: kept with the appointment, whose audit says by whom.
alter table tenant.appointments add column links_withdrawn_at timestamptz;

-- What was mailed before links were rows ends with it; up to when that was, the policy of before knows.
do $$
declare
  before_rows text := (
    select substring(p.qual from $re$created_at < '([^']+)'::timestamp with time zone$re$) from pg_policies p
    where p.schemaname = 'tenant' and p.tablename = 'appointments' and p.policyname = 'visitor_sees');
begin
  if before_rows is null then raise exception 'the policy of appointments does not say until when links prove them alone'; end if;
  call tenant.seen_from_outside('appointments',
    portal => 'linked:appointments',
    portal_columns => 'organization_id, id, patient_id, service_id, practitioner_id, clinic_id, state, starts_at, ends_at',
    visitor => format($condition$id = any (array(select l.subject_id from tenant.links l where l.purpose = 'appointment'
        union all select nullif(current_setting('app.link_subject', true), '')::uuid))
      and (links_withdrawn_at is null and created_at < %L and ends_at > now() - interval '30 days'
        or coalesce(current_setting('app.link_subject', true), '') = '')$condition$, before_rows),
    visitor_columns => 'organization_id, id, patient_id, service_id, practitioner_id, clinic_id, state, starts_at, ends_at, ics_sequence,
      version');
end $$;
