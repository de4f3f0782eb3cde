-- When the oldest claim that was given up may be forgotten (claim_outcomes_abandoned); null: there is none.
create or replace function tenant.next_abandoned_claim_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select c.at + interval '30 days' from tenant.claim_outcomes c where c.outcome = 'abandoned' order by c.at limit 1
$$;
alter function tenant.next_abandoned_claim_at owner to {relay};
revoke all on function tenant.next_abandoned_claim_at from public;
grant execute on function tenant.next_abandoned_claim_at to {app};
