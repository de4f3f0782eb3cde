-- expand
-- Where a database lies: on which server of the configuration, and in which region that is.
alter table control.placements
  add column server text not null default 'main' check (length(server) between 1 and 40),
  add column region text not null default '' check (length(region) <= 60);
grant select (server, region) on control.placements to {operator};

-- The region that was chosen for an organization; null: none was. From then on it lies nowhere else.
alter table control.organizations add column region text check (length(region) between 1 and 60);
create trigger keeps_region before insert or update of placement_id, region on control.organizations
  for each row execute function control.keep_region();

-- An organization whose own database is still being made: how far that is. Its row goes once it lies there.
create table control.organization_setups (
  organization_id uuid primary key references control.organizations,
  -- what the database will be known as, and what it is called on its server
  placement_id uuid not null,
  database_name text not null check (database_name ~ '^[a-z0-9_]{1,63}$'),
  server text not null check (length(server) between 1 and 40),
  region text not null check (length(region) <= 60),
  -- who is invited once it is there
  owner_email text not null check (length(owner_email) <= 320),
  language text not null check (length(language) <= 20),
  asked_by uuid not null,
  asked_at timestamptz not null default clock_timestamp(),
  -- each step once, in this order
  created_at timestamptz,
  migrated_at timestamptz,
  tries int not null default 0,
  look_at timestamptz not null default clock_timestamp(),
  failed_at timestamptz,
  failure text check (failure in ('may-not-create', 'unreachable', 'no-server', 'other-region', 'unexpected')),
  check (migrated_at is null or created_at is not null),
  check ((failed_at is null) = (failure is null))
);
call control.guard('organization_setups', 'select, update (created_at, migrated_at, tries, look_at, failed_at, failure)',
  audited => false, key => 'organization_id');

-- {doorman} owns the first and the last step, each with its row of the log.
grant select, delete on control.organization_setups to {doorman};
create policy doorman_sets_up on control.organization_setups to {doorman} using (true) with check (true);
grant insert on control.placements to {doorman};
grant update (placement_id, region) on control.organizations to {doorman};
grant select, insert, update (look_at, tries, failed_at, failure) on control.organization_setups to {operator};
create policy operator_reads on control.organization_setups for select to {operator} using ((select control.operator_role()) is not null);
create policy operator_adds on control.organization_setups for insert to {operator}
  with check ((select control.operator_role()) = 'operator');
create policy operator_changes on control.organization_setups for update to {operator}
  using ((select control.operator_role()) = 'operator') with check ((select control.operator_role()) = 'operator');
