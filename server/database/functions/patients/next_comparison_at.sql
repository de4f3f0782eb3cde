-- When somebody who was added or changed is compared with all others (patients_uncompared): an hour after they were added, for until
-- then they are still being typed, or imported, and the form has warned already; null: everybody was.
create or replace function tenant.next_comparison_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select p.created_at + interval '1 hour' from tenant.patients p
  where p.compared_version < p.version and p.archived_at is null order by p.created_at limit 1
$$;
alter function tenant.next_comparison_at owner to {relay};
revoke all on function tenant.next_comparison_at from public;
grant execute on function tenant.next_comparison_at to {app};
