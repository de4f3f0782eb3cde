-- For the sweep: who left claims without an answer.
create or replace function control.organizations_with_open_claims() returns table (organization_id uuid)
language sql stable security definer set search_path = '' as $$
  select distinct b.organization_id from control.busy b
  where b.confirmed_at is null and b.created_at < pg_catalog.statement_timestamp() - interval '20 seconds'
$$;
alter function control.organizations_with_open_claims owner to {ledger};
revoke all on function control.organizations_with_open_claims from public;
grant execute on function control.organizations_with_open_claims to {app};
