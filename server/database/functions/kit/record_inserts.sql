-- Writes who added what, once a statement.
create or replace function tenant.record_inserts() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  insert into tenant.audit_events (organization_id, action, subject, subject_id, patient_id, after)
  select (r.made ->> 'organization_id')::uuid, 'create', tg_table_name,
    coalesce(r.made ->> 'id', r.made ->> tg_argv[0], ''),
    case when tg_table_name = 'patients' then (r.made ->> 'id')::uuid else (r.made ->> 'patient_id')::uuid end,
    r.made
  from inserted i, lateral (select tenant.without_derived(to_jsonb(i)) as made offset 0) r;
  return null;
end $$;
revoke all on function tenant.record_inserts from public;
