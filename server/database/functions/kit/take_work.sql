-- Takes the oldest work that waits and whose owner has none running, for a worker that knows these kinds.
create or replace function control.take_work(worker text, known text[])
returns table (id uuid, kind text, account_id uuid, organization_id uuid, run uuid)
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
begin
  -- one worker after the other: two could else take works of one owner
  perform pg_catalog.pg_advisory_xact_lock(7205761, 1);
  return query
    update control.works w set state = 'running', taken_by = worker, run = pg_catalog.gen_random_uuid(), attempts = w.attempts + 1
    where w.state = 'queued' and w.id = (
      select q.id from control.works q
      where q.state = 'queued' and q.kind = any (known) and q.not_before <= pg_catalog.statement_timestamp()
        and not exists (
          select from control.works r
          where r.state = 'running' and coalesce(r.organization_id, r.account_id) = coalesce(q.organization_id, q.account_id))
      order by q.created_at limit 1)
    returning w.id, w.kind, w.account_id, w.organization_id, w.run;
end $$;
alter function control.take_work owner to {relay};
revoke all on function control.take_work from public;
grant execute on function control.take_work to {app};
