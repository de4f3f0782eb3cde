-- Writes who changed what, before and after, beside the change itself.
create or replace function tenant.record_change() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  was jsonb := case when tg_op <> 'INSERT' then tenant.without_derived(to_jsonb(old)) end;
  is_now jsonb := case when tg_op <> 'DELETE' then tenant.without_derived(to_jsonb(new)) end;
  row_is jsonb := coalesce(is_now, was);
  changed text[];
begin
  if tg_op = 'UPDATE' then
    select array_agg(key order by key) into changed
    from jsonb_each(is_now) as f(key, value) where was -> key is distinct from value;
    if changed is null then return null; end if;
    if current_setting('app.resealing', true) = 'on' and tenant.is_resealed(was, is_now) then return null; end if;
    select jsonb_object_agg(field, was -> field), jsonb_object_agg(field, is_now -> field)
    into was, is_now from unnest(changed) as field;
  end if;
  insert into tenant.audit_events (organization_id, action, subject, subject_id, patient_id, fields, before, after)
  values (
    (row_is ->> 'organization_id')::uuid,
    case tg_op when 'INSERT' then 'create' when 'UPDATE' then 'update' else 'delete' end,
    tg_table_name,
    coalesce(row_is ->> 'id', row_is ->> tg_argv[0], ''),
    case when tg_table_name = 'patients' then (row_is ->> 'id')::uuid else (row_is ->> 'patient_id')::uuid end,
    coalesce(changed, '{}'), was, is_now);
  return null;
end $$;
revoke all on function tenant.record_change from public;
