-- Sessions, devices, factors, tokens: all of an account's own matters. Schema auth, which {auth} alone reaches.

grant create on schema control to {doorman};

-- A browser, known by a cookie of its own. Several people can share one: each then has a seat there.
create table auth.device (
  id uuid primary key default control.uuid_v7(),
  -- SHA-256 of the cookie
  token_hash bytea not null unique,
  name text,
  -- null: one person's own machine; else minutes without a touch after which it locks by itself
  lock_after_minutes int check (lock_after_minutes between 1 and 120),
  created_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null default clock_timestamp()
);
-- the machines whose sessions a sweep looks through
create index device_shared on auth.device (id) where lock_after_minutes is not null;
-- Who has signed in on a device: guesses made elsewhere do not lock them out here.
create table auth.known_device (
  device_id uuid not null references auth.device on delete cascade,
  user_id uuid not null references auth."user" on delete cascade,
  since timestamptz not null default clock_timestamp(),
  primary key (device_id, user_id)
);
create index known_device_by_user on auth.known_device (user_id);

alter table auth.session
  add column name text,
  add column method text not null default 'password' check (method in ('password', 'passkey', 'provider', 'token')),
  -- when the person last proved who they are; moved by a confirmation
  add column authenticated_at timestamptz not null default clock_timestamp(),
  add column second_factor_at timestamptz,
  -- kept over lock, unlock and rotation: the absolute limit counts from here
  add column begun_at timestamptz not null default clock_timestamp(),
  add column last_active_at timestamptz not null default clock_timestamp(),
  add column device_id uuid references auth.device on delete set null;
create index session_by_device on auth.session (device_id) where device_id is not null;

-- A session that was locked is no session any more: it waits here for its PIN or password.
create table auth.seat (
  id uuid primary key default control.uuid_v7(),
  device_id uuid not null references auth.device on delete cascade,
  user_id uuid not null references auth."user" on delete cascade,
  session_name text,
  user_agent text,
  ip_address text,
  method text not null,
  authenticated_at timestamptz not null,
  second_factor_at timestamptz,
  begun_at timestamptz not null,
  last_active_at timestamptz not null,
  expires_at timestamptz not null,
  failures int not null default 0,
  locked_at timestamptz not null default clock_timestamp(),
  unique (device_id, user_id)
);
create index seat_by_user on auth.seat (user_id);

create table auth.pin (
  user_id uuid primary key references auth."user" on delete cascade,
  -- argon2id over the PIN keyed with the installation's secret: the table alone does not tell it
  hash text not null,
  changed_at timestamptz not null default clock_timestamp()
);

create table auth.totp (
  user_id uuid primary key references auth."user" on delete cascade,
  -- base32 secret, under the master key
  secret_sealed bytea not null,
  confirmed_at timestamptz,
  -- RFC 6238 §5.2: a time step is accepted once
  last_step bigint not null default 0,
  created_at timestamptz not null default clock_timestamp()
);
create table auth.recovery_code (
  user_id uuid not null references auth."user" on delete cascade,
  code_hash bytea not null,
  primary key (user_id, code_hash)
);
create table auth.passkey (
  id uuid primary key default control.uuid_v7(),
  user_id uuid not null references auth."user" on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  is_synced boolean not null,
  name text not null,
  created_at timestamptz not null default clock_timestamp(),
  last_used_at timestamptz
);
create index passkey_by_user on auth.passkey (user_id);

-- What begins in one request and ends in another: a passkey's challenge, a sign-in that lacks its second factor, the way
-- to a provider and back, a change of address. Taken once.
create table auth.ceremony (
  id uuid primary key default control.uuid_v7(),
  kind text not null check (kind in ('passkey-sign-in', 'passkey-add', 'passkey-confirm', 'second-factor', 'provider', 'e-mail-change')),
  -- SHA-256 of the secret that the browser or the mail holds
  secret_hash bytea not null unique,
  user_id uuid references auth."user" on delete cascade,
  data jsonb not null default '{}',
  failures int not null default 0,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null
);
create index ceremony_by_user on auth.ceremony (user_id);
create index ceremony_by_end on auth.ceremony (expires_at);

-- Tokens by which a program goes on; the family is its session. One that was used before ends the family.
create table auth.refresh_token (
  token_hash bytea primary key,
  session_id uuid not null references auth.session on delete cascade,
  used_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
);
create index refresh_token_by_session on auth.refresh_token (session_id);

-- Attempts at guessing, counted before the guess is looked at and given back when it was right.
create table auth.guess (
  key text primary key,
  count int not null,
  window_ends_at timestamptz not null
);

-- The records of the authorization server for other programs: grants, codes, tokens; ids are hashed.
create table auth.oauth_record (
  model text not null,
  id_hash bytea not null,
  payload jsonb not null,
  grant_hash bytea,
  uid text,
  user_id uuid references auth."user" on delete cascade,
  organization_id uuid,
  client_id text,
  consumed_at timestamptz,
  expires_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  primary key (model, id_hash)
);
create index oauth_record_by_grant on auth.oauth_record (grant_hash) where grant_hash is not null;
create index oauth_record_by_user on auth.oauth_record (user_id) where user_id is not null;
create index oauth_record_by_client on auth.oauth_record (client_id) where client_id is not null;
create index oauth_record_by_uid on auth.oauth_record (uid) where uid is not null;
create index oauth_record_by_end on auth.oauth_record (expires_at);

-- What happened to an account's safety; never changed.
create table auth.security_event (
  id uuid primary key default control.uuid_v7(),
  at timestamptz not null default clock_timestamp(),
  -- null where nobody was recognized; no reference: the account may be gone
  user_id uuid,
  kind text not null,
  session_id uuid,
  ip text,
  user_agent text,
  request_id text,
  -- how many like it this row stands for
  times int not null default 1,
  details jsonb not null default '{}'
);
create index security_event_by_user on auth.security_event (user_id, id desc);
grant select, insert, update, delete on auth.device, auth.known_device, auth.seat, auth.pin, auth.totp, auth.recovery_code, auth.passkey, auth.ceremony,
  auth.refresh_token, auth.guess, auth.oauth_record to {auth};
grant select, insert on auth.security_event to {auth};

-- One identity at a provider (issuer and subject, OpenID Connect Core §2) belongs to one account.
create unique index account_by_identity on auth.account (provider_id, account_id);
-- as the provider last gave it: for the eye, to tell several sign-ins apart
alter table auth.account add column email text;
alter table auth."user" add column deleting_at timestamptz;

-- ── what a password change and a lost second factor take with them, whoever makes the change ──────
-- app.kept_session names the one session that goes on: the one in which the person chose a new password.
create function auth.password_changed() returns trigger language plpgsql set search_path = '' as $$
begin
  delete from auth.session s where s.user_id = new.user_id
    and s.id is distinct from nullif(pg_catalog.current_setting('app.kept_session', true), '')::uuid;
  delete from auth.seat s where s.user_id = new.user_id;
  -- a browser that signed in with the old one has no guesses of its own any more
  delete from auth.known_device k where k.user_id = new.user_id
    and not exists (select from auth.session s where s.user_id = k.user_id and s.device_id = k.device_id);
  delete from auth.ceremony c where c.user_id = new.user_id;
  delete from auth.oauth_record r where r.user_id = new.user_id;
  -- links of an earlier request to reset it
  delete from auth.verification v where v.value = new.user_id::text and v.identifier like 'reset-password:%';
  return null;
end $$;
revoke all on function auth.password_changed from public;
create trigger password_changed after update of password on auth.account for each row
  when (old.password is distinct from new.password) execute function auth.password_changed();
create trigger password_set after insert on auth.account for each row
  when (new.password is not null) execute function auth.password_changed();

-- the language, too: mails about an account read it beside the account
create or replace function control.mirror_account() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into control.accounts (id, name, email, email_verified, language)
  values (new.id, new.name, new.email, new.email_verified, coalesce(new.language, 'en'))
  on conflict (id) do update set name = excluded.name, email = excluded.email, email_verified = excluded.email_verified, language = excluded.language;
  return null;
end $$;

revoke update (language) on control.accounts from {app};
drop policy oneself on control.accounts;

alter table control.accounts add column has_second_factor boolean not null default false;
alter table control.accounts add column deleted_at timestamptz;

create function control.mirror_second_factor() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  who uuid := coalesce(new.user_id, old.user_id);
begin
  update control.accounts a set has_second_factor =
      exists (select from auth.totp t where t.user_id = who and t.confirmed_at is not null) or exists (select from auth.passkey p where p.user_id = who)
    where a.id = who;
  return null;
end $$;
grant usage on schema auth to {doorman};
grant select (user_id, confirmed_at) on auth.totp to {doorman};
grant select (user_id) on auth.passkey to {doorman};
alter function control.mirror_second_factor owner to {doorman};
revoke all on function control.mirror_second_factor from public;
grant execute on function control.mirror_second_factor to {auth};
create trigger second_factor_mirrored after insert or update or delete on auth.totp for each row execute function control.mirror_second_factor();
create trigger second_factor_mirrored after insert or delete on auth.passkey for each row execute function control.mirror_second_factor();

-- The account is gone; what it signed stays with the clinics, under an id that names nobody.
create function control.forget_account() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from control.memberships m where m.account_id = old.id;
  delete from control.account_directory d where d.account_id = old.id;
  update control.accounts a set name = '', email = 'deleted-' || old.id || '@invalid', email_verified = false, has_second_factor = false,
    is_platform_administrator = false, deleted_at = pg_catalog.clock_timestamp() where a.id = old.id;
  return null;
end $$;
grant delete on control.memberships, control.account_directory to {doorman};
grant select on control.account_directory to {doorman};
create policy doorman_releases on control.memberships for delete to {doorman} using (true);
create policy doorman_reads on control.account_directory for select to {doorman} using (true);
create policy doorman_releases on control.account_directory for delete to {doorman} using (true);
alter function control.forget_account owner to {doorman};
revoke all on function control.forget_account from public;
grant execute on function control.forget_account to {auth};
create trigger forgotten after delete on auth."user" for each row execute function control.forget_account();

-- Account operations repeat their answers like all others.
grant usage on schema control to {auth};
grant select, insert, update on control.idempotency_keys to {auth};
create policy own_account_signing_in on control.idempotency_keys to {auth}
  using (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid))
  with check (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));
grant insert (id, kind, sealed) on control.account_messages to {auth};
create policy written_signing_in on control.account_messages for insert to {auth} with check (state = 'waiting');

-- ── an organization's rules for sessions and factors ────────────────────────────────────────────
create table control.security_policies (
  organization_id uuid primary key references control.organizations,
  -- roles, built-in or own, whose members must have shown a second factor
  second_factor_roles text[] not null default '{}',
  -- minutes without a touch, hours since sign-in; null: the installation's own
  idle_minutes int check (idle_minutes between 5 and 1440),
  absolute_hours int check (absolute_hours between 1 and 720),
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp()
);
call control.guard('security_policies', 'select, insert, update', key => 'organization_id');
-- whoever works there knows what is asked of them
create policy own_membership on control.security_policies for select to {app}
  using (organization_id in (select m.organization_id from control.memberships m where m.account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)));
grant select on control.security_policies to {doorman};
create policy doorman_reads on control.security_policies for select to {doorman} using (true);

-- The strictest limits of all the organizations that an account works for.
create function control.session_limits(account uuid) returns table (idle interval, absolute interval)
language sql stable security definer set search_path = '' as $$
  select pg_catalog.make_interval(mins => pg_catalog.min(p.idle_minutes)), pg_catalog.make_interval(hours => pg_catalog.min(p.absolute_hours))
  from control.memberships m join control.security_policies p on p.organization_id = m.organization_id where m.account_id = account
$$;
alter function control.session_limits(uuid) owner to {doorman};
revoke all on function control.session_limits from public;
grant execute on function control.session_limits to {auth};

-- ── programs that act for an organization ───────────────────────────────────────────────────────
create table control.api_keys (
  organization_id uuid not null references control.organizations,
  id uuid not null,
  name text not null,
  -- SHA-256 of the key, which is shown once; its first characters, to recognize it by
  secret_hash bytea not null unique,
  starts_with text not null,
  permissions text[] not null,
  -- who answers for it: it can do no more than they can, and nothing once they left
  created_by uuid not null references control.accounts,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id)
);
call control.guard('api_keys', 'select, insert, update');
grant select on control.api_keys to {doorman};
create policy doorman_reads on control.api_keys for select to {doorman} using (true);

-- Whom an organization knows beside its members: patients' and guardians' accounts, and who made its keys and left.
create policy known_here on control.accounts for select to {app}
  using (id in (select d.account_id from control.account_directory d where d.organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid))
    or id in (select k.created_by from control.api_keys k where k.organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)));

-- Applications of third parties that an organization lets its members connect (RFC 6749 §2).
create table control.oauth_clients (
  organization_id uuid not null references control.organizations,
  id uuid not null,
  name text not null,
  -- exact (RFC 9700 §4.1.3)
  redirect_uris text[] not null,
  -- SHA-256; null: a public client
  secret_hash bytea,
  -- permissions that it may ask for
  scopes text[] not null,
  removed_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id)
);
create unique index oauth_clients_by_id on control.oauth_clients (id);
call control.guard('oauth_clients', 'select, insert, update');
grant select on control.oauth_clients to {doorman};
create policy doorman_reads on control.oauth_clients for select to {doorman} using (true);

create function control.find_oauth_client(client uuid)
returns table (organization_id uuid, slug text, organization_name text, id uuid, name text, redirect_uris text[], secret_hash bytea, scopes text[])
language sql stable security definer set search_path = '' as $$
  select c.organization_id, o.slug, o.name, c.id, c.name, c.redirect_uris, c.secret_hash, c.scopes
  from control.oauth_clients c join control.organizations o on o.id = c.organization_id where c.id = client and c.removed_at is null
$$;
alter function control.find_oauth_client(uuid) owner to {doorman};
revoke all on function control.find_oauth_client from public;
grant execute on function control.find_oauth_client to {auth};

-- When a member, a key or an application last came in.
create table control.uses (
  organization_id uuid not null references control.organizations,
  -- an account, a key or a client
  user_id uuid not null,
  first_at timestamptz not null default clock_timestamp(),
  last_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, user_id)
);
call control.guard('uses', 'select, insert, update', audited => false);
grant select on control.uses to {doorman};
create policy doorman_reads on control.uses for select to {doorman} using (true);

alter table control.audit_events drop constraint audit_events_action_check;
alter table control.audit_events add constraint audit_events_action_check
  check (action in ('create', 'update', 'delete', 'sign-in', 'refuse', 'export', 'grant'));
alter table control.audit_events add column origin text default nullif(current_setting('app.origin', true), '');

-- Sign-ins, refused guesses and changed factors of members stand in the audit of each organization they work for.
-- only_one: what concerns one of them is not told to the others.
create function control.tell_organizations(account uuid, what text, about text, details jsonb, only_one uuid default null) returns void
language sql volatile security definer set search_path = '' as $$
  insert into control.audit_events (organization_id, account_id, action, subject, subject_id, after)
  select m.organization_id, account, what, about, account::text, details from control.memberships m
  where m.account_id = account and (only_one is null or m.organization_id = only_one)
$$;
alter function control.tell_organizations owner to {doorman};
revoke all on function control.tell_organizations from public;
grant execute on function control.tell_organizations to {auth};

alter table control.roles add column is_clinical boolean not null default false;

-- ── the door, now with rules and last use ───────────────────────────────────────────────────────
alter type control.entrance add attribute needs_second_factor boolean, add attribute last_used_at timestamptz;

create or replace function control.enter(address text) returns setof control.entrance language sql stable security definer set search_path = '' as $$
  select o.id, o.slug, o.name, o.kind, o.country, o.currency, o.time_zone, o.plan, o.founded_at is not null,
    k.wrapped, p.id, p.connection_sealed, m.role_key, r.name, r.permissions, m.clinic_ids,
    coalesce(m.role_key = any (sp.second_factor_roles), false), u.last_at
  from control.organization_slugs s
  join control.organizations o on o.id = s.organization_id
  join control.organization_keys k on k.organization_id = o.id
  join control.placements p on p.id = o.placement_id
  left join control.memberships m on m.organization_id = o.id
    and m.account_id = nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid
  left join control.roles r on r.organization_id = o.id and r.key = m.role_key
  left join control.security_policies sp on sp.organization_id = o.id
  left join control.uses u on u.organization_id = o.id and u.user_id = m.account_id
  where s.slug = address
$$;
create or replace function control.enter_by_id(organization uuid) returns setof control.entrance language sql stable security definer set search_path = '' as $$
  select o.id, o.slug, o.name, o.kind, o.country, o.currency, o.time_zone, o.plan, o.founded_at is not null,
    k.wrapped, p.id, p.connection_sealed, m.role_key, r.name, r.permissions, m.clinic_ids,
    coalesce(m.role_key = any (sp.second_factor_roles), false), u.last_at
  from control.organizations o
  join control.organization_keys k on k.organization_id = o.id
  join control.placements p on p.id = o.placement_id
  left join control.memberships m on m.organization_id = o.id
    and m.account_id = nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid
  left join control.roles r on r.organization_id = o.id and r.key = m.role_key
  left join control.security_policies sp on sp.organization_id = o.id
  left join control.uses u on u.organization_id = o.id and u.user_id = m.account_id
  where o.id = organization
$$;

-- Whom a key stands for. Its organization and its ticks bound what may be asked; the membership of whoever made it does, too.
create function control.find_api_key(hash bytea) returns table (organization_id uuid, id uuid, account_id uuid, permissions text[])
language sql stable security definer set search_path = '' as $$
  select k.organization_id, k.id, k.created_by, k.permissions from control.api_keys k
  where k.secret_hash = hash and k.revoked_at is null and k.expires_at > pg_catalog.clock_timestamp()
$$;
alter function control.find_api_key(bytea) owner to {doorman};
revoke all on function control.find_api_key from public;
grant execute on function control.find_api_key to {auth};

-- An account that is being deleted leaves every organization. Answers those that would be without an owner: whoever calls
-- takes everything back then. Two owners who go at one moment wait for each other.
create function control.leave_organizations(account uuid) returns table (slug text, name text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  owned uuid[] := (select pg_catalog.array_agg(m.organization_id order by m.organization_id) from control.memberships m where m.account_id = account and m.role_key = 'owner');
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('owners|' || o, 0)) from pg_catalog.unnest(owned) o;
  delete from control.memberships m where m.account_id = account;
  return query select o.slug, o.name from control.organizations o where o.id = any (owned)
    and not exists (select from control.memberships m where m.organization_id = o.id and m.role_key = 'owner') order by o.name;
end $$;
alter function control.leave_organizations(uuid) owner to {doorman};
revoke all on function control.leave_organizations from public;
grant execute on function control.leave_organizations to {auth};

-- Applications that a member connected, and those that were shut out, end with the row that let them in.
create function control.end_programs() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'memberships' then
    delete from auth.oauth_record r where r.user_id = old.account_id and r.organization_id = old.organization_id;
  else
    delete from auth.oauth_record r where r.client_id = new.id::text;
  end if;
  return null;
end $$;
grant select (user_id, organization_id, client_id), delete on auth.oauth_record to {doorman};
alter function control.end_programs owner to {doorman};
revoke all on function control.end_programs from public;
create trigger programs_ended after delete on control.memberships for each row execute function control.end_programs();
create trigger programs_ended after update on control.oauth_clients for each row
  when (old.removed_at is null and new.removed_at is not null) execute function control.end_programs();
revoke create on schema control from {doorman};
