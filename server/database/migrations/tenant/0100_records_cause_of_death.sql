-- expand
-- A problem that a patient died of. A word of the chart, so that it is read, sealed and recorded as all of it is.
alter table tenant.conditions add column is_cause_of_death boolean not null default false;
