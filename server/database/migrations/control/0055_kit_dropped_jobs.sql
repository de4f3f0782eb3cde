-- expand
-- What waited for an organization when it was closed, and was not done: names of jobs and how many.
create table control.dropped_jobs (
  organization_id uuid not null references control.organizations,
  name text not null,
  count bigint not null default 1,
  first_at timestamptz not null default clock_timestamp(),
  last_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, name)
);
call control.guard('dropped_jobs', 'select, insert, update', audited => false);
