-- expand
-- How far joints move, in degrees.
create table tenant.motions (
  organization_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  joint text not null,
  movement text not null,
  mode text not null check (mode in ('active', 'passive')),
  left_degrees int,
  right_degrees int,
  middle_degrees int,
  measured_at timestamptz not null,
  note_sealed bytea,
  status text not null default 'final' check (status in ('final', 'entered-in-error')),
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid,
  version int not null default 1,
  check (num_nonnulls(left_degrees, right_degrees, middle_degrees) > 0),
  check (middle_degrees is null or num_nonnulls(left_degrees, right_degrees) = 0),
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients
);
create index motions_by_patient on tenant.motions (organization_id, patient_id, measured_at desc, id desc);
call tenant.guard('motions', 'select, insert, update');
call tenant.moves_with_patient('motions');

-- What tests of an examination showed: a name of the list, or sealed words.
create table tenant.special_tests (
  organization_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  test text,
  text_sealed bytea,
  body_side text check (body_side in ('left', 'right', 'both')),
  result text not null check (result in ('positive', 'negative', 'unclear')),
  examined_at timestamptz not null,
  note_sealed bytea,
  status text not null default 'final' check (status in ('final', 'entered-in-error')),
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid,
  version int not null default 1,
  check (test is not null or text_sealed is not null),
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients
);
create index special_tests_by_patient on tenant.special_tests (organization_id, patient_id, examined_at desc, id desc);
call tenant.guard('special_tests', 'select, insert, update');
call tenant.moves_with_patient('special_tests');

-- What patients want to reach.
create table tenant.goals (
  organization_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  text_sealed bytea not null,
  status text not null check (status in ('active', 'on-hold', 'completed', 'cancelled', 'entered-in-error')),
  achievement text not null
    check (achievement in ('in-progress', 'improving', 'no-change', 'worsening', 'achieved', 'not-achieved')),
  due_on date,
  measure text,
  threshold double precision,
  note_sealed bytea,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid,
  version int not null default 1,
  check (threshold is null or measure is not null),
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients
);
create index goals_by_patient on tenant.goals (organization_id, patient_id, recorded_at desc, id desc);
call tenant.guard('goals', 'select, insert, update');
call tenant.moves_with_patient('goals');
