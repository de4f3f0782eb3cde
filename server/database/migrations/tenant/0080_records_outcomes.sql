-- expand
-- Outcome measures: the score lies in clear, as numbers do; what was answered lies sealed.
create table tenant.outcomes (
  organization_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  measure text not null,
  side text check (side in ('left', 'right')),
  score double precision not null,
  answers_sealed bytea,
  measured_at timestamptz not null,
  note_sealed bytea,
  status text not null default 'final' check (status in ('final', 'entered-in-error')),
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients
);
create index outcomes_by_patient on tenant.outcomes (organization_id, patient_id, measured_at desc, id desc);
create index outcomes_by_measure on tenant.outcomes (organization_id, patient_id, measure, measured_at desc, id desc);
call tenant.guard('outcomes', 'select, insert, update');
call tenant.moves_with_patient('outcomes');
