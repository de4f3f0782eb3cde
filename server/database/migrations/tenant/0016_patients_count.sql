-- How many patients an organization has is counted from an index alone.

create index patients_not_archived on tenant.patients (organization_id) where archived_at is null;
