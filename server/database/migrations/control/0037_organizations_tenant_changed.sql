-- expand
-- What the gate reads is remembered by processes for two seconds at most, and not after any of it has changed.
create trigger tenant_changed after update of slug, name, kind, country, currency, time_zone, plan, founded_at, placement_id
  on control.organizations for each row execute function control.tenant_changed('id');
create trigger tenant_changed after insert or update or delete on control.organization_slugs
  for each row execute function control.tenant_changed('organization_id');
create trigger tenant_changed after insert or update or delete on control.memberships
  for each row execute function control.tenant_changed('organization_id');
create trigger tenant_changed after insert or update or delete on control.roles
  for each row execute function control.tenant_changed('organization_id');
create trigger tenant_changed after insert or update or delete on control.security_policies
  for each row execute function control.tenant_changed('organization_id');
create trigger tenant_changed after insert or update or delete on control.organization_keys
  for each row execute function control.tenant_changed('organization_id');
create trigger tenant_changed after update on control.placements for each row execute function control.tenant_changed();
