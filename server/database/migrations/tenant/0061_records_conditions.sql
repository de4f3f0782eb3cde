-- expand
-- Problems of patients. Words lie sealed; the code of a public list does not, so that an organization finds who has what.
create table tenant.conditions (
  organization_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  code_system text,
  code text,
  text_sealed bytea not null,
  note_sealed bytea,
  status text not null check (status in ('active', 'inactive', 'resolved')),
  verification text not null check (verification in ('unconfirmed', 'confirmed', 'refuted', 'entered-in-error')),
  severity text check (severity in ('mild', 'moderate', 'severe')),
  body_side text check (body_side in ('left', 'right', 'both')),
  onset_on date,
  onset_precision text not null default 'day' check (onset_precision in ('year', 'month', 'day')),
  abated_on date,
  abated_precision text not null default 'day' check (abated_precision in ('year', 'month', 'day')),
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid,
  version int not null default 1,
  check ((code is null) = (code_system is null)),
  check (abated_on is null or status <> 'active'),
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients
);
create index conditions_by_patient on tenant.conditions (organization_id, patient_id, recorded_at desc, id desc);
create index conditions_by_code on tenant.conditions (organization_id, code_system, code);
call tenant.guard('conditions', 'select, insert, update');
