-- expand
-- How an organization shows itself, for the statement that enters it and for whoever is shown the organization before its own database
-- is asked; the truth is tenant.brands.
alter table control.organizations add column brand jsonb not null default '{"own": {}, "clinics": {}}'
  check (jsonb_typeof(brand) = 'object');
create trigger tenant_changed_brand after update of brand, logo_file_id
  on control.organizations for each row execute function control.tenant_changed('id');
grant update (brand) on control.organizations to {app};
