-- expand
-- Who runs the platform. Whether somebody may is asked of control.operator_role, which takes the account from the setting alone.
create table control.operators (
  account_id uuid primary key references control.accounts,
  -- a reader sees what an operator sees and changes nothing
  role text not null check (role in ('operator', 'reader')),
  since timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  version int not null default 1
);
alter table control.operators enable row level security;
alter table control.operators force row level security;
create trigger versioned before update on control.operators for each row execute function control.next_version();

create table control.operator_invitations (
  id uuid primary key default control.uuid_v7(),
  email text not null,
  role text not null check (role in ('operator', 'reader')),
  -- SHA-256 of the secret in the link: whoever reads the table cannot accept
  token_hash bytea not null unique,
  state text not null default 'open' check (state in ('open', 'accepted', 'withdrawn')),
  -- null: the command line, where there is no operator yet
  invited_by uuid,
  accepted_by uuid,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null
);
create unique index operator_invitations_open on control.operator_invitations (email) where state = 'open';
alter table control.operator_invitations enable row level security;
alter table control.operator_invitations force row level security;

-- What operators did. Rows are added and never changed.
create table control.platform_log (
  id uuid primary key default control.uuid_v7(),
  at timestamptz not null default clock_timestamp(),
  -- null: the command line
  account_id uuid default nullif(current_setting('app.account_id', true), '')::uuid,
  request_id text default nullif(current_setting('app.request_id', true), ''),
  act text not null check (act ~ '^[a-z]+\.[a-z-]+$'),
  organization_id uuid,
  -- another operator whom it is about
  operator_id uuid,
  -- the invited address, or the role that was given
  about text,
  reason text
);
create index platform_log_by_organization on control.platform_log (organization_id, id) where organization_id is not null;
alter table control.platform_log enable row level security;
alter table control.platform_log force row level security;

-- {doorman} knows who they are before it is known who may know it, and lets in whoever was invited.
grant select, insert, update on control.operators to {doorman};
create policy doorman_reads on control.operators for select to {doorman} using (true);
create policy doorman_admits on control.operators for insert to {doorman} with check (true);
create policy doorman_ends on control.operators for update to {doorman} using (true) with check (true);
grant select, insert, update on control.operator_invitations to {doorman};
create policy doorman_reads on control.operator_invitations for select to {doorman} using (true);
create policy doorman_invites on control.operator_invitations for insert to {doorman} with check (true);
create policy doorman_accepts on control.operator_invitations for update to {doorman} using (true) with check (true);
grant insert on control.platform_log to {doorman};
create policy doorman_records on control.platform_log for insert to {doorman} with check (true);

insert into control.operators (account_id, role)
select id, 'operator' from control.accounts where is_platform_administrator and deleted_at is null;

-- How much an organization holds, in numbers: measured where it lies and kept here, so that a list asks one database.
create table control.organization_sizes (
  organization_id uuid primary key references control.organizations,
  patients bigint not null,
  appointments bigint not null,
  failed_mails bigint not null,
  -- the newest migration of the database that holds it
  schema_version text not null,
  measured_at timestamptz not null default clock_timestamp()
);
call control.guard('organization_sizes', 'select, insert, update', audited => false);

-- How many jobs of an organization used all their tries; whoever answers requests does not reach the queue.
create table control.dead_jobs (
  organization_id uuid primary key,
  count bigint not null
);
alter table control.dead_jobs enable row level security;
alter table control.dead_jobs force row level security;
grant select, insert, update, delete on control.dead_jobs to {relay};
create policy relay_counts on control.dead_jobs to {relay} using (true) with check (true);
