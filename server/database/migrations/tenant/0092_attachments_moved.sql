-- expand
-- A document that lay in the wrong chart leaves a line there: that one was moved away, when and by whom, and nothing of what it shows.
create table tenant.document_moves (
  organization_id uuid not null,
  id uuid not null,
  -- whose chart it lay in
  patient_id uuid not null,
  document_id uuid not null,
  moved_at timestamptz not null default clock_timestamp(),
  moved_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients
);
create index document_moves_by_patient on tenant.document_moves (organization_id, patient_id, moved_at desc);
call tenant.guard('document_moves', 'select, insert');
call tenant.moves_with_patient('document_moves');
