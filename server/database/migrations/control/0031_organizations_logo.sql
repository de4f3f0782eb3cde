-- expand
-- Which file is the logo, for whoever is shown the organization before its own database is asked; the truth is tenant.brands.
alter table control.organizations add column logo_file_id uuid;
