-- Of former ones among tenant.seen_patients, until when there is something to see: {patient: instant}.
create or replace function tenant.seen_until() returns jsonb
language sql stable parallel safe set search_path = pg_catalog as $$
  select coalesce(jsonb_object_agg(a.patient_id, a.ended_at), '{}') from tenant.answered_relations() a where a.ended_at is not null
$$;
revoke all on function tenant.seen_until from public;
grant execute on function tenant.seen_until to {portal};
