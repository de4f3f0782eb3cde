-- Claims that were given up are remembered for 30 days: a late author must meet the answer. Then the sweep forgets them.
create or replace function tenant.forget_abandoned_claims() returns void
language sql volatile security definer set search_path = '' as $$
  delete from tenant.claim_outcomes c
  where c.outcome = 'abandoned' and c.at < pg_catalog.statement_timestamp() - interval '30 days'
$$;
alter function tenant.forget_abandoned_claims owner to {relay};
revoke all on function tenant.forget_abandoned_claims from public;
grant execute on function tenant.forget_abandoned_claims to {app};
