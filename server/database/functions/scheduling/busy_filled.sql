-- Everything that the setting's organization had of the account is in the ledger.
create or replace function control.busy_filled(account uuid) returns void
language sql volatile security definer set search_path = '' as $$
  update control.practices p set filled_at = pg_catalog.clock_timestamp()
  where p.organization_id = nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid
    and p.account_id = account and p.consent = 'given' and p.filled_at is null
$$;
alter function control.busy_filled owner to {ledger};
revoke all on function control.busy_filled from public;
grant execute on function control.busy_filled to {app};
