-- How far the newest work is that goes on for the organization of the setting under one of these keys, whoever asked for it.
create or replace function control.work_under_way(keys text[]) returns table (done int, total int)
language sql stable security definer set search_path = '' as $$
  select w.done, w.total from control.works w
  where w.organization_id = nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid
    and w.once_key = any (keys) and w.state in ('queued', 'running')
  order by w.state desc, w.created_at desc limit 1
$$;
alter function control.work_under_way owner to {relay};
revoke all on function control.work_under_way from public;
grant execute on function control.work_under_way to {app};
