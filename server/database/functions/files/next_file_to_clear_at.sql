-- When the next file is to be cleared away or scanned again, of any organization; null: none is.
create or replace function tenant.next_file_to_clear_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select least(
    -- of what was taken away while it is used, the row stays when its bytes have gone
    (select f.created_at from tenant.files f where f.state in ('deleted', 'held') and (f.state = 'held' or f.used_at is null or exists (
        select from tenant.file_parts p where p.organization_id = f.organization_id and p.file_id = f.id))
      order by f.created_at limit 1),
    (select f.created_at + interval '1 day' from tenant.files f
      where f.used_at is null and f.state in ('pending', 'kept') order by f.created_at limit 1),
    (select p.created_at from tenant.file_parts p where p.state = 'discarded' order by p.created_at limit 1),
    (select p.created_at + interval '1 day' from tenant.file_parts p where p.state = 'arriving' order by p.created_at limit 1))
$$;
alter function tenant.next_file_to_clear_at owner to {relay};
revoke all on function tenant.next_file_to_clear_at from public;
grant execute on function tenant.next_file_to_clear_at to {app};
