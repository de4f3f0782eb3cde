-- expand
-- How an organization stands with the platform: what of it goes on is in the contract (kit/status.ts).
alter table control.organizations
  add column status text not null default 'active'
    check (status in ('trial', 'active', 'past-due', 'read-only', 'suspended', 'moving', 'closed')),
  -- what its members are told
  add column status_reason text check (length(status_reason) between 1 and 500),
  add column status_since timestamptz not null default clock_timestamp();

-- no request of an organization changes how it stands
revoke update on control.organizations from {app};
grant update (name, time_zone, plan, founded_at, placement_id, logo_file_id) on control.organizations to {app};

drop trigger tenant_changed on control.organizations;
create trigger tenant_changed
  after update of slug, name, kind, country, currency, time_zone, plan, founded_at, placement_id, status
  on control.organizations for each row execute function control.tenant_changed('id');
