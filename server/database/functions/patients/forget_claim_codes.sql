-- Takes away codes that are long over, so many at most.
create or replace function tenant.forget_claim_codes(most int) returns int
language sql volatile security definer set search_path = '' as $$
  with old as (
    select c.organization_id, c.id from tenant.claim_codes c
    where c.created_at < pg_catalog.statement_timestamp() - interval '30 days' order by c.created_at limit most),
  gone as (delete from tenant.claim_codes c using old where c.organization_id = old.organization_id and c.id = old.id returning 1)
  select pg_catalog.count(*)::int from gone
$$;
alter function tenant.forget_claim_codes owner to {retention};
revoke all on function tenant.forget_claim_codes from public;
grant execute on function tenant.forget_claim_codes to {app};
