-- The busy ledger: a practitioner of several organizations is never booked twice, and no organization learns more than
-- "not available". Everything here belongs to {ledger}, a role that nobody can sign in as, with row security forced on it
-- too: otherwise the DETAIL of a refused booking would show the other organization's times.

create extension if not exists btree_gist;

-- Who practises where, and whether the practitioner agreed to one common calendar.
create table control.practices (
  organization_id uuid not null references control.organizations,
  account_id uuid not null references control.accounts,
  consent text not null default 'not-asked' check (consent in ('not-asked', 'asked', 'given')),
  since timestamptz not null default clock_timestamp(),
  primary key (organization_id, account_id)
);
create index practices_by_account on control.practices (account_id);
call control.guard('practices', 'select', key => 'account_id');
create policy own_account on control.practices for select to {app}
  using (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));

-- locked by every ledger write, in the order of ids
create table control.shared_accounts (account_id uuid primary key references control.accounts);

create table control.busy (
  organization_id uuid not null,
  id uuid not null,
  account_id uuid not null references control.shared_accounts,
  appointment_id uuid not null,
  -- equal only for what overlapped before the consent
  party uuid not null default gen_random_uuid(),
  taken_from timestamptz not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  free_from timestamptz not null,
  expires_at timestamptz,
  confirmed_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  check (taken_from <= starts_at and starts_at < ends_at and ends_at <= free_from),
  primary key (organization_id, id),
  constraint busy_after exclude using gist (account_id with =, tstzrange(starts_at, free_from) with &&, organization_id with <>, party with <>),
  constraint busy_before exclude using gist (account_id with =, tstzrange(taken_from, ends_at) with &&, organization_id with <>, party with <>)
);
create index busy_by_account on control.busy (account_id, taken_from);
create index busy_open on control.busy (organization_id, id) where confirmed_at is null;
create index busy_holds on control.busy (account_id, expires_at) where expires_at is not null;
alter table control.busy enable row level security;
alter table control.busy force row level security;
alter table control.shared_accounts enable row level security;
alter table control.shared_accounts force row level security;
create policy own on control.busy using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid))
  with check (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid));
-- an expired hold may be removed by whoever meets it: nothing is learned from it
create policy expired_seen on control.busy for select using (expires_at <= clock_timestamp());
create policy expired_removed on control.busy for delete using (expires_at <= clock_timestamp());
-- one account's claims, while a function of the ledger works on that account
create policy joint_seen on control.busy for select using (account_id = (select nullif(current_setting('app.busy_account', true), '')::uuid));
create policy joint on control.busy for update using (account_id = (select nullif(current_setting('app.busy_account', true), '')::uuid))
  with check (account_id = (select nullif(current_setting('app.busy_account', true), '')::uuid));
create policy ledger_locks on control.shared_accounts to {ledger} using (true) with check (true);
grant select, insert, update on control.practices to {ledger};
create policy ledger_reads on control.practices for select to {ledger} using (true);
create policy ledger_asks on control.practices for insert to {ledger} with check (true);
create policy ledger_notes on control.practices for update to {ledger} using (true) with check (true);
grant insert on control.audit_events to {ledger};
create policy ledger_records on control.audit_events for insert to {ledger} with check (true);

grant create on schema control to {ledger};
alter table control.busy owner to {ledger};
alter table control.shared_accounts owner to {ledger};

-- Notes that the setting's organization employs the account; 'asked' where it practises elsewhere already.
create function control.busy_practise(account uuid) returns text language plpgsql volatile security definer set search_path = '' as $$
declare
  o uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid;
  answer text;
begin
  insert into control.practices as p (organization_id, account_id, consent)
  values (o, account, case when exists (select from control.practices x where x.account_id = account and x.organization_id <> o) then 'asked' else 'not-asked' end)
  on conflict (organization_id, account_id) do update set account_id = excluded.account_id
  returning p.consent into answer;
  return answer;
end $$;

-- The account of the setting agrees to what `organization` asked; answers where it practises with consent from now on.
create function control.busy_consent(organization uuid) returns setof uuid language plpgsql volatile security definer set search_path = '' as $$
declare me uuid := nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid;
begin
  if not exists (select from control.practices p where p.organization_id = organization and p.account_id = me) then return; end if;
  insert into control.shared_accounts (account_id) values (me) on conflict do nothing;
  perform from control.shared_accounts where account_id = me for no key update;
  update control.practices p set consent = 'given' where p.account_id = me and (p.organization_id = organization or p.consent = 'not-asked');
  return query select p.organization_id from control.practices p where p.account_id = me and p.consent = 'given';
end $$;

-- Takes the time for the setting's organization. 23P01: not available.
create function control.busy_claim(account uuid, claim uuid, appt uuid, t0 timestamptz, s timestamptz, e timestamptz, f1 timestamptz,
  expires timestamptz, confirmed boolean) returns void language plpgsql volatile security definer set search_path = '' as $$
declare o uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid;
begin
  perform from control.shared_accounts where account_id = account for no key update;
  if not exists (select from control.practices p where p.organization_id = o and p.account_id = account and p.consent = 'given') then
    raise insufficient_privilege using message = 'this organization may not claim that account';
  end if;
  delete from control.busy where account_id = account and expires_at <= pg_catalog.clock_timestamp();
  insert into control.busy (organization_id, id, account_id, appointment_id, taken_from, starts_at, ends_at, free_from, expires_at, confirmed_at)
  values (o, claim, account, appt, t0, s, e, f1, expires, case when confirmed then pg_catalog.clock_timestamp() end)
  on conflict (organization_id, id) do nothing;
end $$;

-- Confirms; never inserts. False: the claim is gone.
create function control.busy_confirm(claim uuid) returns boolean language plpgsql volatile security definer set search_path = '' as $$
declare o uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid;
begin
  update control.busy set confirmed_at = coalesce(confirmed_at, pg_catalog.clock_timestamp()), expires_at = null where organization_id = o and id = claim;
  return found;
end $$;

create function control.busy_release(claim uuid) returns void language sql volatile security definer set search_path = '' as $$
  delete from control.busy where organization_id = nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid and id = claim
$$;

-- Everything the account has now takes one party: what overlapped before the consent stays.
create function control.busy_join(account uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform from control.shared_accounts where account_id = account for no key update;
  perform pg_catalog.set_config('app.busy_account', account::text, true);
  update control.busy set party = account where account_id = account;
  perform pg_catalog.set_config('app.busy_account', '', true);
end $$;

-- Stretches in which other organizations have taken the account: times only, joined where they touch.
create function control.busy_times(account uuid, since timestamptz, until timestamptz) returns table (taken_from timestamptz, free_from timestamptz)
language plpgsql volatile security definer set search_path = '' as $$
declare o uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid; spans pg_catalog.tstzmultirange;
begin
  if not exists (select from control.practices p where p.organization_id = o and p.account_id = account and p.consent = 'given') then return; end if;
  perform pg_catalog.set_config('app.busy_account', account::text, true);
  select pg_catalog.range_agg(pg_catalog.tstzrange(b.taken_from, b.free_from)) into spans from control.busy b
    where b.account_id = account and b.organization_id <> o and b.taken_from < until and b.free_from > since
      and (b.expires_at is null or b.expires_at > pg_catalog.clock_timestamp());
  perform pg_catalog.set_config('app.busy_account', '', true);
  return query select pg_catalog.lower(x), pg_catalog.upper(x) from pg_catalog.unnest(spans) x;
end $$;

-- Claims of the setting's organization whose tenant transaction has not answered: for the sweep.
create function control.busy_unconfirmed() returns table (organization_id uuid, id uuid, appointment_id uuid) language sql stable security definer set search_path = '' as $$
  select b.organization_id, b.id, b.appointment_id from control.busy b
  where b.organization_id = nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid
    and b.confirmed_at is null and b.created_at < pg_catalog.clock_timestamp() - interval '20 seconds'
$$;

alter function control.busy_practise owner to {ledger};
alter function control.busy_consent owner to {ledger};
alter function control.busy_claim owner to {ledger};
alter function control.busy_confirm owner to {ledger};
alter function control.busy_release owner to {ledger};
alter function control.busy_join owner to {ledger};
alter function control.busy_times owner to {ledger};
alter function control.busy_unconfirmed owner to {ledger};
revoke all on function control.busy_practise, control.busy_consent, control.busy_claim, control.busy_confirm, control.busy_release, control.busy_join, control.busy_times, control.busy_unconfirmed from public;
grant execute on function control.busy_practise, control.busy_consent, control.busy_claim, control.busy_confirm, control.busy_release, control.busy_join, control.busy_times, control.busy_unconfirmed to {app};
revoke create on schema control from {ledger}, {doorman};

-- Who asks the account of the setting for its consent. {doorman}'s, because the asker need not be known to the account yet.
grant select on control.practices to {doorman};
create policy doorman_reads on control.practices for select to {doorman} using (true);
create function control.organizations_asking_me() returns table (id uuid, slug text, name text) language sql stable security definer set search_path = '' as $$
  select o.id, o.slug, o.name from control.practices p join control.organizations o on o.id = p.organization_id
  where p.account_id = nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid and p.consent = 'asked'
$$;
grant create on schema control to {doorman};
alter function control.organizations_asking_me owner to {doorman};
revoke create on schema control from {doorman};
revoke all on function control.organizations_asking_me from public;
grant execute on function control.organizations_asking_me to {app};
