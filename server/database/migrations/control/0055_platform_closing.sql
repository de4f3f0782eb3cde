-- expand
-- An organization that is being closed: when, what it stands as where that is called off, and how far its end is. Whatever else
-- writes a status meanwhile changes what it goes back to (organizations.writeStatus).
alter table control.organizations
  add column closes_at timestamptz,
  add column resumes_as text check (resumes_as in ('trial', 'active', 'past-due', 'read-only', 'suspended')),
  add column resumes_reason text check (length(resumes_reason) between 1 and 500),
  add check ((closes_at is null) = (resumes_as is null));
grant update (resumes_as, resumes_reason) on control.organizations to {operator};

create table control.closings (
  organization_id uuid primary key references control.organizations,
  asked_by uuid,
  reason text check (length(reason) between 1 and 500),
  asked_at timestamptz not null default clock_timestamp(),
  closes_at timestamptz not null,
  -- from then on its keys are deleted, last of all
  shred_after timestamptz not null,
  -- each step once, in this order
  told_at timestamptz,
  closed_at timestamptz,
  shredding_since timestamptz,
  files_deleted_at timestamptz,
  access_ended_at timestamptz,
  shredded_at timestamptz,
  check (shred_after >= closes_at + interval '30 days'),
  check (shredding_since is null or closed_at is not null),
  check (shredded_at is null or (files_deleted_at is not null and access_ended_at is not null))
);
create index closings_open on control.closings (organization_id) where shredded_at is null;
call control.guard('closings', 'select, update (told_at, files_deleted_at, access_ended_at)', audited => false, key => 'organization_id');

-- {doorman} owns the steps, each with its row of the log; nobody else writes them.
grant select, insert, update, delete on control.closings to {doorman};
create policy doorman_closes on control.closings to {doorman} using (true) with check (true);
grant update (status, status_reason, status_since, closes_at, resumes_as, resumes_reason) on control.organizations to {doorman};
create policy doorman_closes on control.organizations for update to {doorman} using (true) with check (true);
grant delete on control.organization_keys to {doorman};
create policy doorman_shreds on control.organization_keys for delete to {doorman} using (exists (
  select from control.closings c where c.organization_id = organization_keys.organization_id and c.shredding_since is not null));
grant select on control.closings to {operator};
create policy operator_reads on control.closings for select to {operator} using ((select control.operator_role()) is not null);
