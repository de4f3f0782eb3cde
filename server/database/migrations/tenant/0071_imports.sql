-- expand
-- Tables of patients from elsewhere: what was sent and how it is read, how far its import is, and which rows it wrote.
create table tenant.imports (
  organization_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  state text not null default 'draft'
    check (state in ('draft', 'checking', 'checked', 'running', 'done', 'undoing', 'undone')),
  -- it is deleted after the import, or after a day
  file_id uuid,
  -- the heads of the columns, as a keyed hash: another table with the same ones is read alike
  heads_token bytea not null,
  facts_sealed bytea not null,
  setup_sealed bytea not null,
  check_sealed bytea,
  failure text check (failure in ('format', 'broken', 'too-large', 'too-many-columns', 'empty', 'gone')),
  created_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  undo_until timestamptz,
  version int not null default 1,
  primary key (organization_id, id)
);
create index imports_by_heads on tenant.imports (organization_id, heads_token, created_at);
call tenant.guard('imports', 'select, insert, update');

create table tenant.import_progress (
  organization_id uuid not null,
  import_id uuid not null,
  -- rows of the table that are behind us, in batches: each with its batch, once
  rows_read int not null default 0,
  added int not null default 0,
  updated int not null default 0,
  skipped int not null default 0,
  invalid int not null default 0,
  guardians int not null default 0,
  -- rows that found no room in the plan
  left_over int not null default 0,
  kept int not null default 0,
  primary key (organization_id, import_id),
  foreign key (organization_id, import_id) references tenant.imports
);
call tenant.guard('import_progress', 'select, insert, update', audited => false, key => 'import_id');

create table tenant.import_rows (
  organization_id uuid not null,
  id uuid not null,
  import_id uuid not null,
  -- as a spreadsheet numbers it
  row_number int not null,
  outcome text not null check (outcome in ('added', 'updated', 'gone', 'restored', 'kept')),
  -- the record of the row, and its version as the import left it
  patient_id uuid not null,
  patient_version int not null,
  -- a guardian that was made with this row
  guardian_id uuid,
  -- of a record that was changed: what it held before
  before_sealed bytea,
  primary key (organization_id, id),
  foreign key (organization_id, import_id) references tenant.imports
);
create unique index import_rows_once on tenant.import_rows (organization_id, import_id, row_number);
create index import_rows_to_undo on tenant.import_rows (organization_id, import_id, row_number desc) where outcome in ('added', 'updated');
create index import_rows_by_patient on tenant.import_rows (organization_id, patient_id);
create index import_rows_by_guardian on tenant.import_rows (organization_id, guardian_id) where guardian_id is not null;
call tenant.guard('import_rows', 'select, insert, update (outcome, before_sealed)', audited => false);

-- Nothing of the record is ever deleted, but what an import made and takes back: while it does, and within its 30 days.
grant delete on tenant.patients, tenant.guardians to {app};
create policy taken_back on tenant.patients as restrictive for delete to {app}
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid) and exists (
    select from tenant.import_rows r join tenant.imports i on i.organization_id = r.organization_id and i.id = r.import_id
    where r.organization_id = patients.organization_id and r.patient_id = patients.id and r.outcome = 'added'
      and i.state = 'undoing' and i.undo_until > now()));
create policy taken_back on tenant.guardians as restrictive for delete to {app}
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid) and exists (
    select from tenant.import_rows r join tenant.imports i on i.organization_id = r.organization_id and i.id = r.import_id
    where r.organization_id = guardians.organization_id and r.guardian_id = guardians.id
      and i.state = 'undoing' and i.undo_until > now()));
