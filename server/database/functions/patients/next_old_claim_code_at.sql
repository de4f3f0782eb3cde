-- When the oldest code may go (claim_codes_by_age); null: there is none.
create or replace function tenant.next_old_claim_code_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select c.created_at + interval '30 days' from tenant.claim_codes c order by c.created_at limit 1
$$;
alter function tenant.next_old_claim_code_at owner to {retention};
revoke all on function tenant.next_old_claim_code_at from public;
grant execute on function tenant.next_old_claim_code_at to {app};
