-- Everything the account has now takes one party: what overlapped before the consent stays.
create or replace function control.busy_join(account uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform from control.shared_accounts where account_id = account for no key update;
  perform pg_catalog.set_config('app.busy_account', account::text, true);
  update control.busy set party = account where account_id = account;
  perform pg_catalog.set_config('app.busy_account', '', true);
end $$;
alter function control.busy_join owner to {ledger};
revoke all on function control.busy_join from public;
grant execute on function control.busy_join to {app};
