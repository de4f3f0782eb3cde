-- For the sweep: consents that nobody has finished filling in.
create or replace function control.busy_unfilled() returns table (organization_id uuid, account_id uuid)
language sql stable security definer set search_path = '' as $$
  select p.organization_id, p.account_id from control.practices p where p.consent = 'given' and p.filled_at is null
$$;
alter function control.busy_unfilled owner to {ledger};
revoke all on function control.busy_unfilled from public;
grant execute on function control.busy_unfilled to {app};
