-- A consent takes hold once the visits that stood already are in the ledger too. Until then nobody books that account.
alter table control.practices add column filled_at timestamptz;
create index practices_unfilled on control.practices (organization_id, account_id) where consent = 'given' and filled_at is null;
create index busy_unanswered on control.busy (created_at) where confirmed_at is null;

-- what nobody answered for must be found, whosever it is
create policy unanswered_seen on control.busy for select to {ledger} using (confirmed_at is null and created_at < clock_timestamp() - interval '20 seconds');

grant create on schema control to {ledger};

-- Takes the time for the setting's organization. 23P01: not available. 55000: a consent is still being filled in.
create or replace function control.busy_claim(account uuid, claim uuid, appt uuid, t0 timestamptz, s timestamptz, e timestamptz, f1 timestamptz,
  expires timestamptz, confirmed boolean) returns void language plpgsql volatile security definer set search_path = '' as $$
declare o uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid;
begin
  perform from control.shared_accounts where account_id = account for no key update;
  if not exists (select from control.practices p where p.organization_id = o and p.account_id = account and p.consent = 'given') then
    raise insufficient_privilege using message = 'this organization may not claim that account';
  end if;
  if exists (select from control.practices p where p.account_id = account and p.consent = 'given' and p.filled_at is null) then
    raise object_not_in_prerequisite_state using message = 'a consent of that account is still being filled in';
  end if;
  delete from control.busy where account_id = account and expires_at <= pg_catalog.clock_timestamp();
  insert into control.busy (organization_id, id, account_id, appointment_id, taken_from, starts_at, ends_at, free_from, expires_at, confirmed_at)
  values (o, claim, account, appt, t0, s, e, f1, expires, case when confirmed then pg_catalog.clock_timestamp() end)
  on conflict (organization_id, id) do nothing;
end $$;

-- Enters a visit that stood before the consent; never refused: what it meets takes one party with it.
create function control.busy_fill(account uuid, claim uuid, appt uuid, t0 timestamptz, s timestamptz, e timestamptz, f1 timestamptz,
  confirmed boolean) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  o uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid;
  confirmation timestamptz := case when confirmed then pg_catalog.clock_timestamp() end;
begin
  perform from control.shared_accounts where account_id = account for no key update;
  if not exists (select from control.practices p where p.organization_id = o and p.account_id = account and p.consent = 'given' and p.filled_at is null) then
    raise insufficient_privilege using message = 'nothing is being filled in for this organization';
  end if;
  delete from control.busy where account_id = account and expires_at <= pg_catalog.clock_timestamp();
  begin
    insert into control.busy (organization_id, id, account_id, appointment_id, taken_from, starts_at, ends_at, free_from, confirmed_at)
    values (o, claim, account, appt, t0, s, e, f1, confirmation) on conflict (organization_id, id) do nothing;
  exception when exclusion_violation then
    perform control.busy_join(account);
    insert into control.busy (organization_id, id, account_id, appointment_id, party, taken_from, starts_at, ends_at, free_from, confirmed_at)
    values (o, claim, account, appt, account, t0, s, e, f1, confirmation) on conflict (organization_id, id) do nothing;
  end;
end $$;

-- Everything that the setting's organization had of the account is in the ledger.
create function control.busy_filled(account uuid) returns void language sql volatile security definer set search_path = '' as $$
  update control.practices p set filled_at = pg_catalog.clock_timestamp()
  where p.organization_id = nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid
    and p.account_id = account and p.consent = 'given' and p.filled_at is null
$$;

-- For the sweep: consents that nobody has finished filling in, and who left claims without an answer.
create function control.busy_unfilled() returns table (organization_id uuid, account_id uuid) language sql stable security definer set search_path = '' as $$
  select p.organization_id, p.account_id from control.practices p where p.consent = 'given' and p.filled_at is null
$$;
create function control.organizations_with_open_claims() returns table (organization_id uuid) language sql stable security definer set search_path = '' as $$
  select distinct b.organization_id from control.busy b where b.confirmed_at is null and b.created_at < pg_catalog.clock_timestamp() - interval '20 seconds'
$$;

alter function control.busy_fill owner to {ledger};
alter function control.busy_filled owner to {ledger};
alter function control.busy_unfilled owner to {ledger};
alter function control.organizations_with_open_claims owner to {ledger};
revoke create on schema control from {ledger};
revoke all on function control.busy_fill, control.busy_filled, control.busy_unfilled, control.organizations_with_open_claims from public;
grant execute on function control.busy_fill, control.busy_filled, control.busy_unfilled, control.organizations_with_open_claims to {app};
