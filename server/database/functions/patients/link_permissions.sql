-- What the links of the account of the setting open here, as {portal}, as far as their relations do; null where it has none.
create or replace function tenant.link_permissions() returns text[]
language sql stable parallel safe set search_path = pg_catalog as $$
  select coalesce(array_agg(distinct opened.what) filter (where opened.what is not null), '{}')
  from tenant.patient_accounts l
  left join tenant.answered_relations() a on a.patient_id = l.patient_id and a.guardian_id = l.guardian_id
  left join unnest(l.permissions) as opened (what) on l.guardian_id is null or opened.what = any (a.permissions)
  where l.patient_id <> all ((select tenant.restricted_patients())::uuid[])
  having count(*) > 0
$$;
revoke all on function tenant.link_permissions from public;
grant execute on function tenant.link_permissions to {portal};
