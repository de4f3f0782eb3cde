-- The patients whom the account of the setting is or answers for, as {portal}, and those for whom it did, where it sees what there was:
-- those whose link and relation open `what`; null: any of them. A table that uses it limits former ones by tenant.seen_until.
create or replace function tenant.seen_patients(what text default null) returns uuid[]
language sql stable parallel safe set search_path = pg_catalog as $$
  select coalesce(array_agg(l.patient_id), '{}') from tenant.patient_accounts l
  left join tenant.answered_relations() a on a.patient_id = l.patient_id and a.guardian_id = l.guardian_id
  where (what is null or (what = any (l.permissions) and (l.guardian_id is null or what = any (a.permissions))))
    and l.patient_id <> all ((select tenant.restricted_patients())::uuid[])
$$;
revoke all on function tenant.seen_patients from public;
grant execute on function tenant.seen_patients to {portal};
