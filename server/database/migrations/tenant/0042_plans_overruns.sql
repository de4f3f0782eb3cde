-- expand
-- Since when an organization has more of something than its plan includes, where the plan lets that pass for some days.
create table tenant.limit_overruns (
  organization_id uuid not null,
  limit_key text not null,
  since timestamptz not null default clock_timestamp(),
  primary key (organization_id, limit_key)
);
call tenant.guard('limit_overruns', 'select, insert, update', key => 'limit_key');
