-- expand
-- Vaccinations of patients. What is told in words lies sealed; the code of a public list and the days do not.
create table tenant.immunizations (
  organization_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  code_system text,
  code text,
  text_sealed bytea not null,
  given_on date not null,
  given_precision text not null default 'day' check (given_precision in ('year', 'month', 'day')),
  batch_sealed bytea,
  batch_expires_on date,
  site_sealed bytea,
  due_on date,
  note_sealed bytea,
  status text not null default 'completed' check (status in ('completed', 'entered-in-error')),
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid,
  version int not null default 1,
  check ((code is null) = (code_system is null)),
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients
);
create index immunizations_by_patient on tenant.immunizations (organization_id, patient_id, given_on desc, id desc);
call tenant.guard('immunizations', 'select, insert, update');
