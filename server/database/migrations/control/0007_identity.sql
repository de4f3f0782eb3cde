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
revoke create on schema control from {doorman};
