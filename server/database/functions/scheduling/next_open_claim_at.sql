-- When the next claim of the ledger has been without an answer for too long (busy_unanswered); null: none is.
create or replace function control.next_open_claim_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select b.created_at + interval '20 seconds' from control.busy b
  where b.confirmed_at is null order by b.created_at limit 1
$$;
alter function control.next_open_claim_at owner to {ledger};
revoke all on function control.next_open_claim_at from public;
grant execute on function control.next_open_claim_at to {app};
