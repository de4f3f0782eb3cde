-- Takes the time for the setting's organization. 23P01: not available. 55000: a consent is still being filled in.
drop function if exists control.busy_claim(
  uuid, uuid, uuid, timestamptz, timestamptz, timestamptz, timestamptz, timestamptz, boolean);
create or replace function control.busy_claim(
  account uuid, claim uuid, appointment uuid, occupied_from timestamptz, starts timestamptz, ends timestamptz,
  occupied_until timestamptz, expires timestamptz, confirmed boolean) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  organization uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid;
begin
  perform from control.shared_accounts where account_id = account for no key update;
  if not exists (select from control.practices p
    where p.organization_id = organization and p.account_id = account and p.consent = 'given')
  then
    raise insufficient_privilege using message = 'this organization may not claim that account';
  end if;
  if exists (select from control.practices p where p.account_id = account and p.consent = 'given' and p.filled_at is null) then
    raise object_not_in_prerequisite_state using message = 'a consent of that account is still being filled in';
  end if;
  delete from control.busy where account_id = account and expires_at <= pg_catalog.clock_timestamp();
  insert into control.busy (
    organization_id, id, account_id, appointment_id, taken_from, starts_at, ends_at, free_from, expires_at, confirmed_at)
  values (organization, claim, account, appointment, occupied_from, starts, ends, occupied_until, expires,
    case when confirmed then pg_catalog.clock_timestamp() end)
  on conflict (organization_id, id) do nothing;
end $$;
alter function control.busy_claim owner to {ledger};
revoke all on function control.busy_claim from public;
grant execute on function control.busy_claim to {app};
