create function control.uuid_v7() returns uuid language sql volatile parallel safe set search_path = pg_catalog as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid()) placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;

-- ── audit of the control schema, as in tenant.audit_events ──────────────────────────────────────
create table control.audit_events (
  organization_id uuid not null,
  id uuid not null default control.uuid_v7(),
  at timestamptz not null default clock_timestamp(),
  account_id uuid default nullif(current_setting('app.account_id', true), '')::uuid,
  request_id text default nullif(current_setting('app.request_id', true), ''),
  action text not null check (action in ('create', 'update', 'delete')),
  subject text not null,
  subject_id text not null,
  fields text[] not null default '{}',
  before jsonb,
  after jsonb,
  xact bigint not null default pg_current_xact_id()::text::bigint,
  primary key (organization_id, id)
);

create function control.record_change() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - 'version' end;
  is_now jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - 'version' end;
  row_is jsonb := coalesce(is_now, was);
  changed text[];
begin
  if tg_op = 'UPDATE' then
    select array_agg(key order by key) into changed from jsonb_each(is_now) as f(key, value) where was -> key is distinct from value;
    if changed is null then return null; end if;
    select jsonb_object_agg(k, was -> k), jsonb_object_agg(k, is_now -> k) into was, is_now from unnest(changed) as k;
  end if;
  insert into control.audit_events (organization_id, action, subject, subject_id, fields, before, after)
  values (
    coalesce(row_is ->> 'organization_id', row_is ->> 'id')::uuid,
    case tg_op when 'INSERT' then 'create' when 'UPDATE' then 'update' else 'delete' end,
    tg_table_name, row_is ->> tg_argv[0], coalesce(changed, '{}'), was, is_now);
  return null;
end $$;

create function control.next_version() returns trigger language plpgsql set search_path = pg_catalog as $$
begin new.version := old.version + 1; return new; end $$;

create procedure control.guard(name text, grants text, audited boolean default true, key text default 'id', organization text default 'organization_id') language plpgsql set search_path = pg_catalog as $$
begin
  execute format('alter table control.%I enable row level security', name);
  execute format('alter table control.%I force row level security', name);
  execute format('create policy own_organization on control.%I to {app}
    using (%I = (select nullif(current_setting(''app.organization_id'', true), '''')::uuid))
    with check (%I = (select nullif(current_setting(''app.organization_id'', true), '''')::uuid))', name, organization, organization);
  execute format('grant %s on control.%I to {app}', grants, name);
  if audited then
    execute format('create trigger audited after insert or update or delete on control.%I for each row execute function control.record_change(%L)', name, key);
  end if;
  if exists (select from pg_attribute where attrelid = format('control.%I', name)::regclass and attname = 'version' and not attisdropped) then
    execute format('create trigger versioned before update on control.%I for each row execute function control.next_version()', name);
  end if;
end $$;
revoke all on procedure control.guard from public;

call control.guard('audit_events', 'select, insert', audited => false);
grant insert on control.audit_events to {doorman};
create policy doorman_records on control.audit_events for insert to {doorman} with check (true);

-- ── databases that hold organizations ───────────────────────────────────────────────────────────
create table control.placements (
  id uuid primary key,
  name text not null unique,
  -- the database's address, sealed with the master key; null: this database
  connection_sealed bytea
);
insert into control.placements (id, name) values ('00000000-0000-7000-8000-000000000001', 'pooled');
grant select on control.placements to {app}, {doorman};

create table control.organizations (
  id uuid primary key,
  slug text not null unique,
  name text not null,
  kind text not null check (kind in ('human', 'veterinary', 'mixed')),
  country text not null,
  currency text not null,
  time_zone text not null,
  plan text not null default 'free' check (plan in ('free', 'pro')),
  placement_id uuid not null references control.placements,
  -- set once its rows in the tenant database are there
  founded_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp()
);
call control.guard('organizations', 'select, insert, update', organization => 'id');

-- Addresses, old ones too: they lead to the organization and are never given to another.
create table control.organization_slugs (
  organization_id uuid not null references control.organizations,
  slug text not null unique,
  primary key (organization_id, slug)
);
call control.guard('organization_slugs', 'select, insert', audited => false);

-- The organization's data key, wrapped by the master key.
create table control.organization_keys (
  organization_id uuid primary key references control.organizations,
  wrapped bytea not null
);
call control.guard('organization_keys', 'select, insert', audited => false);

create table control.roles (
  organization_id uuid not null references control.organizations,
  key text not null,
  name text not null,
  permissions text[] not null,
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, key)
);
call control.guard('roles', 'select, insert, update, delete', key => 'key');

create table control.memberships (
  organization_id uuid not null references control.organizations,
  account_id uuid not null references control.accounts,
  -- a built-in role or a row of control.roles
  role_key text not null,
  -- clinics of the tenant database, checked in the action; null: all of them
  clinic_ids uuid[],
  joined_at timestamptz not null default clock_timestamp(),
  version int not null default 1,
  primary key (organization_id, account_id)
);
create index memberships_by_account on control.memberships (account_id);
call control.guard('memberships', 'select, insert, update, delete', key => 'account_id');
-- an account sees where it is a member
create policy own_account on control.memberships for select to {app}
  using (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));
create policy member on control.organizations for select to {app}
  using (id in (select m.organization_id from control.memberships m where m.account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)));

create policy own_role on control.roles for select to {app}
  using ((organization_id, key) in (select m.organization_id, m.role_key from control.memberships m where m.account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)));

alter table control.accounts enable row level security;
alter table control.accounts force row level security;
grant select, update (language) on control.accounts to {app};
create policy oneself_and_colleagues on control.accounts for select to {app}
  using (id = (select nullif(current_setting('app.account_id', true), '')::uuid)
    or id in (select m.account_id from control.memberships m where m.organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)));
create policy oneself on control.accounts for update to {app}
  using (id = (select nullif(current_setting('app.account_id', true), '')::uuid))
  with check (id = (select nullif(current_setting('app.account_id', true), '')::uuid));
create policy doorman_mirrors on control.accounts to {doorman} using (true) with check (true);

-- Which organizations an account is a patient of or answers for somebody at; the truth is tenant.patient_accounts.
create table control.account_directory (
  organization_id uuid not null references control.organizations,
  account_id uuid not null references control.accounts,
  primary key (organization_id, account_id)
);
create index account_directory_by_account on control.account_directory (account_id);
call control.guard('account_directory', 'select, insert, delete', audited => false);
create policy own_account on control.account_directory for select to {app}
  using (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));

create table control.invitations (
  organization_id uuid not null references control.organizations,
  id uuid not null,
  email text not null,
  role_key text not null,
  clinic_ids uuid[],
  -- SHA-256 of the mailed token: whoever reads the table cannot join
  token_hash bytea not null unique,
  state text not null default 'open' check (state in ('open', 'accepted', 'withdrawn')),
  invited_by uuid not null,
  accepted_by uuid,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  primary key (organization_id, id)
);
create unique index invitations_open on control.invitations (organization_id, email) where state = 'open';
call control.guard('invitations', 'select, insert, update');

create table control.idempotency_keys (
  account_id uuid not null,
  route text not null,
  key text not null,
  body_hash bytea not null,
  answer_sealed bytea,
  at timestamptz not null default clock_timestamp(),
  primary key (account_id, route, key)
);
alter table control.idempotency_keys enable row level security;
alter table control.idempotency_keys force row level security;
grant select, insert, update on control.idempotency_keys to {app};
create policy own_account on control.idempotency_keys to {app}
  using (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid))
  with check (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));

-- ── mails about accounts: verification, reset, invitation. Whoever writes one cannot read any. ──
create table control.account_messages (
  id uuid primary key default control.uuid_v7(),
  kind text not null,
  -- recipient and content, under the master key
  sealed bytea not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed')),
  attempts int not null default 0,
  failure text,
  claimed_at timestamptz,
  sent_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
);
create index account_messages_waiting on control.account_messages (created_at) where state in ('waiting', 'sending');
alter table control.account_messages enable row level security;
alter table control.account_messages force row level security;
grant insert (id, kind, sealed) on control.account_messages to {app};
create policy written on control.account_messages for insert to {app} with check (state = 'waiting');
grant select, update on control.account_messages to {relay};
create policy relay_reads on control.account_messages for select to {relay} using (true);
create policy relay_marks on control.account_messages for update to {relay} using (true) with check (true);

-- Takes mails to send; what was being sent for ten minutes has an unknown outcome and is not sent again.
create function control.take_account_messages(most int) returns table (id uuid, kind text, sealed bytea, attempts int) language plpgsql volatile security definer set search_path = '' as $$
begin
  update control.account_messages m set state = 'failed', failure = 'outcome unknown'
    where m.state = 'sending' and m.claimed_at < pg_catalog.clock_timestamp() - interval '10 minutes';
  return query
    update control.account_messages m set state = 'sending', claimed_at = pg_catalog.clock_timestamp(), attempts = m.attempts + 1
    where m.id in (select w.id from control.account_messages w where w.state = 'waiting' and (w.claimed_at is null or w.claimed_at < pg_catalog.clock_timestamp() - interval '30 seconds') order by w.created_at for update skip locked limit most)
    returning m.id, m.kind, m.sealed, m.attempts;
end $$;
create function control.finish_account_message(message uuid, outcome text, reason text) returns void language sql volatile security definer set search_path = '' as $$
  update control.account_messages set state = outcome, failure = reason, sent_at = case when outcome = 'sent' then pg_catalog.clock_timestamp() end where id = message
$$;
grant create on schema control to {relay};
alter function control.take_account_messages owner to {relay};
alter function control.finish_account_message owner to {relay};
revoke create on schema control from {relay};
revoke all on function control.take_account_messages, control.finish_account_message from public;
grant execute on function control.take_account_messages, control.finish_account_message to {app};
