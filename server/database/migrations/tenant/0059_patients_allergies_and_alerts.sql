-- expand
-- What whoever treats a patient has to mind: allergies and intolerances (FHIR AllergyIntolerance), that somebody asked and none are known,
-- and alerts (FHIR Flag). All that is told of them is sealed; what they are sorted and shown by is a word of a list.
create table tenant.allergies (
  organization_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  category text not null check (category in ('medication', 'food', 'environment', 'biologic')),
  type text not null check (type in ('allergy', 'intolerance')),
  criticality text not null check (criticality in ('high', 'low', 'unable-to-assess')),
  clinical_status text not null check (clinical_status in ('active', 'inactive', 'resolved')),
  verification text not null check (verification in ('unconfirmed', 'confirmed', 'refuted', 'entered-in-error')),
  substance_sealed bytea not null,
  reactions_sealed bytea,
  onset_sealed bytea,
  note_sealed bytea,
  recorded_by uuid not null,
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients
);
create index allergies_by_patient on tenant.allergies (organization_id, patient_id);
-- their own copy of what is kept about them; no alert is in it
call tenant.guard('allergies', 'select, insert, update', portal => 'linked:records',
  portal_columns => 'organization_id, id, patient_id, category, type, criticality, clinical_status, verification, substance_sealed,
    reactions_sealed, onset_sealed');

-- Open until an allergy is added, somebody asks again, or it was said by mistake.
create table tenant.no_known_allergies (
  organization_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  asked_by uuid not null,
  asked_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients
);
create unique index no_known_allergies_of_patient on tenant.no_known_allergies (organization_id, patient_id) where ended_at is null;
create index no_known_allergies_by_patient on tenant.no_known_allergies (organization_id, patient_id);
call tenant.guard('no_known_allergies', 'select, insert, update');

create table tenant.alerts (
  organization_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  kind text not null check (kind in ('safety', 'behaviour', 'infection', 'clinical', 'administrative')),
  priority text not null check (priority in ('normal', 'high')),
  text_sealed bytea not null,
  -- days of the organization's zone, the last one included
  from_day date not null,
  until_day date check (until_day >= from_day),
  ended_at timestamptz,
  ended_by uuid,
  recorded_by uuid not null,
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  check ((ended_at is null) = (ended_by is null)),
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients
);
create index alerts_by_patient on tenant.alerts (organization_id, patient_id);
call tenant.guard('alerts', 'select, insert, update');
