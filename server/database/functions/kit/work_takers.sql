-- The workers that have taken works.
create or replace function control.work_takers() returns setof text
language sql stable security definer set search_path = '' as $$
  select distinct w.taken_by from control.works w where w.state = 'running'
$$;
alter function control.work_takers owner to {relay};
revoke all on function control.work_takers from public;
grant execute on function control.work_takers to {app};
