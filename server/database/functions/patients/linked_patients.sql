-- The patients whom the account of the setting is or answers for, as {portal}: those whose link opens `what`; null: any open link.
create or replace function tenant.linked_patients(what text default null) returns uuid[]
language sql stable parallel safe set search_path = pg_catalog as $$
  select coalesce(array_agg(l.patient_id), '{}') from tenant.patient_accounts l where what is null or what = any (l.permissions)
$$;
revoke all on function tenant.linked_patients from public;
grant execute on function tenant.linked_patients to {portal};
