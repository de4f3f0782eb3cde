-- contract
-- No version that is still in use looks for patients but through find_by_terms; nothing ever asked for the organization by a function.
drop function tenant.find_patients;
drop function tenant.this_organization;
