-- expand
-- Files of patients' charts, and those that wait to be filed (FHIR DocumentReference). The file is tenant.files'; what is told of it
-- in words lies sealed. Tags are words by which an organization files, like names of its services.
create table tenant.document_references (
  organization_id uuid not null,
  id uuid not null,
  -- null while it waits in the inbox
  patient_id uuid,
  file_id uuid not null,
  kind text not null check (kind in ('picture', 'pdf', 'video', 'dicom', 'other')),
  title_sealed bytea not null,
  taken_on date not null default (clock_timestamp() at time zone 'UTC')::date,
  tags text[] not null default '{}',
  body_side text check (body_side in ('left', 'right', 'both')),
  note_sealed bytea,
  status text not null default 'current' check (status in ('current', 'entered-in-error')),
  source text not null default 'desk' check (source in ('desk', 'phone')),
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients,
  foreign key (organization_id, file_id) references tenant.files
);
create unique index document_references_by_file on tenant.document_references (organization_id, file_id);
create index document_references_by_patient on tenant.document_references (organization_id, patient_id, taken_on desc, id desc);
create index document_references_inbox on tenant.document_references (organization_id, recorded_at, id) where patient_id is null;
create index document_references_recent on tenant.document_references (organization_id, recorded_at desc);
call tenant.guard('document_references', 'select, insert, update');
call tenant.moves_with_patient('document_references');
