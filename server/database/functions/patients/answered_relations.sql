-- Which relations open something to the account of the setting: those that have begun, are not blocked, and run, or ended and leave what
-- there was until then. What is not here opens nothing, whatever its link says. As {search}: policies of two tables cannot ask each other.
create or replace function tenant.answered_relations()
returns table (patient_id uuid, guardian_id uuid, permissions text[], ended_at timestamptz)
language sql stable parallel safe security definer set search_path = pg_catalog as $$
  select r.patient_id, r.guardian_id, r.permissions, case when r.ends_at <= now() then r.ends_at end
  from tenant.patient_accounts l
  join tenant.patient_guardians r on r.organization_id = l.organization_id and r.patient_id = l.patient_id and r.guardian_id = l.guardian_id
  where l.organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)
    and l.account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)
    and l.ended_at is null and r.blocked_at is null and coalesce(r.begins_at <= now(), true)
    and (coalesce(r.ends_at > now(), true) or r.sees_until_then)
$$;
alter function tenant.answered_relations owner to {search};
revoke all on function tenant.answered_relations from public;
grant execute on function tenant.answered_relations to {portal};
