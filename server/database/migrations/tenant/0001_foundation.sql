-- The ground of every tenant database: how a table is guarded, who may do what, events, audit, idempotency.
-- {app}, {portal}, {relay}, {search} stand for roles whose names carry the control database's name.

create extension if not exists btree_gist;
create extension if not exists btree_gin;
create extension if not exists pg_trgm;

create schema tenant;
revoke all on schema tenant from public;
grant usage on schema tenant to {app}, {portal}, {relay}, {search};

-- RFC 9562 §5.7, for servers before PostgreSQL 18
create function tenant.uuid_v7() returns uuid language sql volatile parallel safe set search_path = pg_catalog as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid()) placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;

create function tenant.this_organization() returns uuid language sql stable parallel safe set search_path = pg_catalog as $$
  select nullif(current_setting('app.organization_id', true), '')::uuid
$$;

create function tenant.this_account() returns uuid language sql stable parallel safe set search_path = pg_catalog as $$
  select nullif(current_setting('app.account_id', true), '')::uuid
$$;

-- ── audit ───────────────────────────────────────────────────────────────────────────────────────
create table tenant.audit_events (
  organization_id uuid not null,
  id uuid not null default tenant.uuid_v7(),
  at timestamptz not null default clock_timestamp(),
  account_id uuid default tenant.this_account(),
  request_id text default nullif(current_setting('app.request_id', true), ''),
  origin text default nullif(current_setting('app.origin', true), ''),
  action text not null check (action in ('create', 'update', 'delete', 'read', 'print', 'export')),
  subject text not null,
  subject_id text not null,
  patient_id uuid,
  reason text,
  fields text[] not null default '{}',
  before jsonb,
  after jsonb,
  -- sealed in batches below the oldest running transaction, so that no row is passed over
  xact bigint not null default pg_current_xact_id()::text::bigint,
  primary key (organization_id, id)
);
create index audit_events_by_patient on tenant.audit_events (organization_id, patient_id, id);

create function tenant.record_change() returns trigger language plpgsql set search_path = pg_catalog as $$
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
  insert into tenant.audit_events (organization_id, action, subject, subject_id, patient_id, fields, before, after)
  values (
    (row_is ->> 'organization_id')::uuid,
    case tg_op when 'INSERT' then 'create' when 'UPDATE' then 'update' else 'delete' end,
    tg_table_name,
    coalesce(row_is ->> 'id', row_is ->> tg_argv[0], ''),
    case when tg_table_name = 'patients' then (row_is ->> 'id')::uuid else (row_is ->> 'patient_id')::uuid end,
    coalesce(changed, '{}'), was, is_now);
  return null;
end $$;

create function tenant.next_version() returns trigger language plpgsql set search_path = pg_catalog as $$
begin new.version := old.version + 1; return new; end $$;

-- ── how a table is guarded: one line a table ────────────────────────────────────────────────────
-- grants: what the application may do. audited: a table of record. key: the column that names the row where there is no id.
create procedure tenant.guard(name text, grants text, audited boolean default true, key text default 'id') language plpgsql set search_path = pg_catalog as $$
begin
  execute format('alter table tenant.%I enable row level security', name);
  execute format('alter table tenant.%I force row level security', name);
  execute format('create policy own_organization on tenant.%I to {app}
    using (organization_id = (select nullif(current_setting(''app.organization_id'', true), '''')::uuid))
    with check (organization_id = (select nullif(current_setting(''app.organization_id'', true), '''')::uuid))', name);
  execute format('grant %s on tenant.%I to {app}', grants, name);
  if audited then
    execute format('create trigger audited after insert or update or delete on tenant.%I for each row execute function tenant.record_change(%L)', name, key);
  end if;
  if exists (select from pg_attribute where attrelid = format('tenant.%I', name)::regclass and attname = 'version' and not attisdropped) then
    execute format('create trigger versioned before update on tenant.%I for each row execute function tenant.next_version()', name);
  end if;
end $$;
revoke all on procedure tenant.guard from public;

call tenant.guard('audit_events', 'select, insert', audited => false);

-- ── events: what happened, written with the change, handed on after the commit ──────────────────
create table tenant.events (
  organization_id uuid not null,
  id uuid not null default tenant.uuid_v7(),
  name text not null,
  -- ids only
  payload jsonb not null,
  at timestamptz not null default clock_timestamp(),
  xact bigint not null default pg_current_xact_id()::text::bigint,
  dispatched_at timestamptz,
  primary key (organization_id, id)
);
create index events_by_position on tenant.events (organization_id, xact, id);
create index events_waiting on tenant.events (xact, id) where dispatched_at is null;
call tenant.guard('events', 'select, insert', audited => false);

-- The relay reaches the waiting events of all organizations, and nothing else.
grant select, update (dispatched_at) on tenant.events to {relay};
create policy relay_reads on tenant.events for select to {relay} using (true);
create policy relay_marks on tenant.events for update to {relay} using (true) with check (true);

create function tenant.waiting_events(most int) returns table (organization_id uuid, id uuid, name text, payload jsonb)
language sql volatile security definer set search_path = '' as $$
  select e.organization_id, e.id, e.name, e.payload from tenant.events e
  where e.dispatched_at is null and e.xact < pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot())::text::bigint
  order by e.xact, e.id limit most
$$;
create function tenant.mark_dispatched(ids uuid[]) returns void language sql volatile security definer set search_path = '' as $$
  update tenant.events set dispatched_at = pg_catalog.clock_timestamp() where id = any (ids) and dispatched_at is null
$$;
-- Whether events wait that an older, unfinished transaction holds back.
create function tenant.events_held_back() returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from tenant.events e where e.dispatched_at is null)
$$;
grant create on schema tenant to {relay};
alter function tenant.events_held_back owner to {relay};
alter function tenant.waiting_events owner to {relay};
alter function tenant.mark_dispatched owner to {relay};
revoke create on schema tenant from {relay};
revoke all on function tenant.waiting_events, tenant.events_held_back, tenant.mark_dispatched from public;
grant execute on function tenant.waiting_events, tenant.events_held_back, tenant.mark_dispatched to {app};

-- ── idempotency: first row of a change; its answer is sealed ────────────────────────────────────
create table tenant.idempotency_keys (
  organization_id uuid not null,
  account_id uuid not null,
  route text not null,
  key text not null,
  body_hash bytea not null,
  answer_sealed bytea,
  at timestamptz not null default clock_timestamp(),
  primary key (organization_id, account_id, route, key)
);
call tenant.guard('idempotency_keys', 'select, insert, update', audited => false);
