-- Accounts: one person's global sign-in. The schema is Better Auth's and only {auth} reaches it; what the rest of the
-- product may know of an account is kept in control.accounts.
create schema auth;
revoke all on schema auth from public;
grant usage on schema auth to {auth};

create table auth."user" (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp,
  language text
);
create table auth.session (
  id uuid primary key default gen_random_uuid(),
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null,
  ip_address text,
  user_agent text,
  user_id uuid not null references auth."user" (id) on delete cascade
);
create index session_user_id_idx on auth.session (user_id);
create table auth.account (
  id uuid primary key default gen_random_uuid(),
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references auth."user" (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null
);
create index account_user_id_idx on auth.account (user_id);
create table auth.verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);
create index verification_identifier_idx on auth.verification (identifier);
create table auth.jwks (
  id uuid primary key default gen_random_uuid(),
  public_key text not null,
  private_key text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  alg text,
  crv text
);
create table auth.rate_limit (
  id uuid primary key default gen_random_uuid(),
  key text not null unique,
  count integer not null,
  last_request bigint not null
);
grant select, insert, update, delete on all tables in schema auth to {auth};

create schema control;
revoke all on schema control from public;
grant usage on schema control to {app}, {auth}, {doorman}, {ledger}, {relay};

create table control.accounts (
  id uuid primary key,
  name text not null,
  email text not null,
  email_verified boolean not null,
  language text not null default 'en',
  is_platform_administrator boolean not null default false,
  created_at timestamptz not null default clock_timestamp()
);

-- {doorman} owns what must be known before it is known who may know it.
grant select, insert, update, delete on control.accounts to {doorman};
create function control.mirror_account() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into control.accounts (id, name, email, email_verified, language)
  values (new.id, new.name, new.email, new.email_verified, coalesce(new.language, 'en'))
  on conflict (id) do update set name = excluded.name, email = excluded.email, email_verified = excluded.email_verified;
  return null;
end $$;
grant create on schema control to {doorman};
alter function control.mirror_account owner to {doorman};
revoke all on function control.mirror_account from public;
grant execute on function control.mirror_account to {auth};
create trigger mirrored after insert or update on auth."user" for each row execute function control.mirror_account();
