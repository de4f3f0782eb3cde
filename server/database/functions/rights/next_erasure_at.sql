-- When somebody is to be erased, or what was kept of somebody ends (rights_requests_to_erase, erasures_to_end); null: nobody.
create or replace function tenant.next_erasure_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select least(
    (select r.erase_at from tenant.rights_requests r where r.erase_at is not null order by r.erase_at limit 1),
    (select e.retained_until from tenant.erasures e where e.ended_at is null order by e.retained_until limit 1))
$$;
alter function tenant.next_erasure_at owner to {relay};
revoke all on function tenant.next_erasure_at from public;
grant execute on function tenant.next_erasure_at to {app};
