-- What an organization asks of its people's sessions, and the programs that act for it.
grant create on schema control to {doorman};

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
