-- expand
-- What was measured of patients: numbers lie in clear, as typed and in the unit of their kind; remarks lie sealed.
create table tenant.measurements (
  organization_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  kind text not null,
  value double precision not null,
  second_value double precision,
  typed_value double precision not null,
  typed_second_value double precision,
  typed_unit text not null,
  measured_at timestamptz not null,
  note_sealed bytea,
  status text not null default 'final' check (status in ('final', 'entered-in-error')),
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid,
  version int not null default 1,
  check ((second_value is null) = (typed_second_value is null)),
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients
);
create index measurements_by_patient on tenant.measurements (organization_id, patient_id, measured_at desc, id desc);
create index measurements_by_kind on tenant.measurements (organization_id, patient_id, kind, measured_at desc, id desc);
call tenant.guard('measurements', 'select, insert, update');
