-- expand
create table tenant.kennels (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  memo_sealed bytea,
  checked_at timestamptz,
  version integer not null default 1,
  primary key (organization_id, id)
);

call tenant.guard('kennels', 'select, insert, update');
