-- When something of a work is to be taken away next (works_to_clear); null: there is none.
create or replace function control.next_work_to_clear_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select w.clear_at from control.works w where w.clear_at is not null order by w.clear_at limit 1
$$;
alter function control.next_work_to_clear_at owner to {relay};
revoke all on function control.next_work_to_clear_at from public;
grant execute on function control.next_work_to_clear_at to {app};
