-- When somebody is to be erased, or what was kept of somebody and is on no hold ends (rights_requests_to_erase, erasures_to_end,
-- legal_holds_by_patient); null: nobody.
create or replace function tenant.next_erasure_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select least(
    (select r.erase_at from tenant.rights_requests r where r.erase_at is not null order by r.erase_at limit 1),
    (select e.retained_until from tenant.erasures e
      where e.ended_at is null and not exists (
        select from tenant.legal_holds h
        where h.organization_id = e.organization_id and h.patient_id = e.patient_id and h.lifted_at is null)
      order by e.retained_until limit 1))
$$;
alter function tenant.next_erasure_at owner to {relay};
revoke all on function tenant.next_erasure_at from public;
grant execute on function tenant.next_erasure_at to {app};
