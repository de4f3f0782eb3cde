-- Claims that were given up are remembered for 30 days: a late author must meet the answer. Then the sweep forgets them.
create index claim_outcomes_abandoned on tenant.claim_outcomes (at) where outcome = 'abandoned';

grant select, delete on tenant.claim_outcomes to {relay};
create policy relay_reads on tenant.claim_outcomes for select to {relay} using (outcome = 'abandoned');
create policy relay_forgets on tenant.claim_outcomes for delete to {relay} using (outcome = 'abandoned' and at < clock_timestamp() - interval '30 days');

create function tenant.forget_abandoned_claims() returns void language sql volatile security definer set search_path = '' as $$
  delete from tenant.claim_outcomes c where c.outcome = 'abandoned' and c.at < pg_catalog.clock_timestamp() - interval '30 days'
$$;
grant create on schema tenant to {relay};
alter function tenant.forget_abandoned_claims owner to {relay};
revoke create on schema tenant from {relay};
revoke all on function tenant.forget_abandoned_claims from public;
grant execute on function tenant.forget_abandoned_claims to {app};
