-- Enters a visit that stood before the consent; never refused: what it meets takes one party with it.
drop function if exists control.busy_fill(
  uuid, uuid, uuid, timestamptz, timestamptz, timestamptz, timestamptz, boolean);
create or replace function control.busy_fill(
  account uuid, claim uuid, appointment uuid, occupied_from timestamptz, starts timestamptz, ends timestamptz,
  occupied_until timestamptz, confirmed boolean) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  organization uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid;
  confirmation timestamptz := case when confirmed then pg_catalog.clock_timestamp() end;
begin
  perform from control.shared_accounts where account_id = account for no key update;
  if not exists (select from control.practices p
    where p.organization_id = organization and p.account_id = account and p.consent = 'given' and p.filled_at is null)
  then
    raise insufficient_privilege using message = 'nothing is being filled in for this organization';
  end if;
  delete from control.busy where account_id = account and expires_at <= pg_catalog.clock_timestamp();
  begin
    insert into control.busy (
      organization_id, id, account_id, appointment_id, taken_from, starts_at, ends_at, free_from, confirmed_at)
    values (organization, claim, account, appointment, occupied_from, starts, ends, occupied_until, confirmation)
    on conflict (organization_id, id) do nothing;
  exception when exclusion_violation then
    perform control.busy_join(account);
    insert into control.busy (
      organization_id, id, account_id, appointment_id, party, taken_from, starts_at, ends_at, free_from, confirmed_at)
    values (organization, claim, account, appointment, account, occupied_from, starts, ends, occupied_until, confirmation)
    on conflict (organization_id, id) do nothing;
  end;
end $$;
alter function control.busy_fill owner to {ledger};
revoke all on function control.busy_fill from public;
grant execute on function control.busy_fill to {app};
