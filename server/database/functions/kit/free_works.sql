-- What these workers had taken waits anew, but for works that are still at work; what was to be cancelled is, and what ended its worker
-- again and again has failed.
create or replace function control.free_works(workers text[], at_work uuid[]) returns void
language sql volatile security definer set search_path = '' as $$
  update control.works w set
    state = f.state, taken_by = null, run = null,
    error = case f.state when 'failed' then 'interrupted' end,
    finished_at = case when f.state <> 'queued' then pg_catalog.statement_timestamp() end,
    expires_at = case when f.state <> 'queued' then pg_catalog.statement_timestamp() + interval '7 days' end,
    clear_at = case when f.state <> 'queued' then pg_catalog.statement_timestamp() end
  from (
    select r.id, case when r.cancel_asked_at is not null then 'cancelled' when r.attempts >= 5 then 'failed' else 'queued' end as state
    from control.works r where r.state = 'running' and r.taken_by = any (workers) and r.id <> all (at_work)) f
  where w.id = f.id and w.state = 'running' and w.taken_by = any (workers)
$$;
alter function control.free_works owner to {relay};
revoke all on function control.free_works from public;
grant execute on function control.free_works to {app};
