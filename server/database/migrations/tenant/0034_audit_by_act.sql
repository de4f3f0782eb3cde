-- expand: what was done, whatever it was done to: exports and deletions are few among many readings.
create index audit_events_by_action on tenant.audit_events (organization_id, action, id) where batch is not null;
