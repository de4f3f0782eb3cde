create table tenant.legal_entities (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  country text not null,
  currency text not null,
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id)
);
call tenant.guard('legal_entities', 'select, insert, update');

create table tenant.clinics (
  organization_id uuid not null,
  id uuid not null,
  legal_entity_id uuid not null,
  name text not null,
  time_zone text not null,
  contact_sealed bytea,
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id),
  foreign key (organization_id, legal_entity_id) references tenant.legal_entities
);
call tenant.guard('clinics', 'select, insert, update');

-- minutes since midnight, wall-clock time in the clinic's zone
create table tenant.opening_hours (
  organization_id uuid not null,
  clinic_id uuid not null,
  weekday smallint not null check (weekday between 1 and 7),
  from_minute smallint not null check (from_minute between 0 and 1439),
  to_minute smallint not null check (to_minute between 1 and 1440),
  check (from_minute < to_minute),
  primary key (organization_id, clinic_id, weekday, from_minute),
  foreign key (organization_id, clinic_id) references tenant.clinics
);
call tenant.guard('opening_hours', 'select, insert, delete', key => 'clinic_id');
