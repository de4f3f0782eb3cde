-- expand
-- Names of an organization's own under which its public page is served. Anybody may wait for the proof of a name, one can have given it.
create table control.hosts (
  organization_id uuid not null references control.organizations,
  id uuid not null,
  -- as DNS has it (RFC 5891 A-labels)
  name text not null check (name ~ '^[a-z0-9-]+(\.[a-z0-9-]+)+$'),
  state text not null default 'pending' check (state in ('pending', 'verified', 'removed')),
  -- what its TXT record has to say
  proof text not null,
  checked_at timestamptz,
  missing_since timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id)
);
create unique index hosts_by_name on control.hosts (name) where state = 'verified';
create unique index hosts_listed on control.hosts (organization_id, name) where state <> 'removed';
create index hosts_by_check on control.hosts (checked_at) where state = 'verified';
call control.guard('hosts', 'select, insert, update');
grant select on control.hosts to {doorman};
create policy doorman_reads on control.hosts for select to {doorman} using (true);
