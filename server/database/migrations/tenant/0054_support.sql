-- expand
-- By which support access it was done or looked at; beside the account, and like it from the transaction's own settings.
alter table tenant.audit_events add column support_id uuid default nullif(current_setting('app.support_id', true), '')::uuid;
