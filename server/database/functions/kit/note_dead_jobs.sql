-- How many jobs of each organization used all their tries: {"<organization>": 2}. What is not named has none.
create or replace function control.note_dead_jobs(counts jsonb) returns void
language sql volatile security definer set search_path = '' as $$
  delete from control.dead_jobs d where not counts operator(pg_catalog.?) d.organization_id::text;
  insert into control.dead_jobs (organization_id, count)
    select c.key::uuid, c.value::bigint from pg_catalog.jsonb_each_text(counts) c
    on conflict (organization_id) do update set count = excluded.count;
$$;
alter function control.note_dead_jobs owner to {relay};
revoke all on function control.note_dead_jobs from public;
grant execute on function control.note_dead_jobs to {app};
