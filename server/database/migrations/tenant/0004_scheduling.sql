create table tenant.practitioners (
  organization_id uuid not null,
  id uuid not null,
  display_name text not null,
  profession text not null check (profession in ('doctor', 'vet', 'physio', 'nurse', 'other')),
  hue smallint not null check (hue between 1 and 12),
  -- an account of the control database, checked in the action
  account_id uuid,
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  archived_at timestamptz,
  primary key (organization_id, id)
);
create unique index practitioners_by_account on tenant.practitioners (organization_id, account_id) where account_id is not null;
call tenant.guard('practitioners', 'select, insert, update');

create table tenant.practitioner_clinics (
  organization_id uuid not null,
  practitioner_id uuid not null,
  clinic_id uuid not null,
  primary key (organization_id, practitioner_id, clinic_id),
  foreign key (organization_id, practitioner_id) references tenant.practitioners,
  foreign key (organization_id, clinic_id) references tenant.clinics
);
create index practitioner_clinics_by_clinic on tenant.practitioner_clinics (organization_id, clinic_id);
call tenant.guard('practitioner_clinics', 'select, insert, delete', key => 'practitioner_id');

create table tenant.working_hours (
  organization_id uuid not null,
  practitioner_id uuid not null,
  clinic_id uuid not null,
  weekday smallint not null check (weekday between 1 and 7),
  from_minute smallint not null check (from_minute between 0 and 1439),
  to_minute smallint not null check (to_minute between 1 and 1440),
  check (from_minute < to_minute),
  primary key (organization_id, practitioner_id, clinic_id, weekday, from_minute),
  foreign key (organization_id, practitioner_id) references tenant.practitioners,
  foreign key (organization_id, clinic_id) references tenant.clinics
);
call tenant.guard('working_hours', 'select, insert, delete', key => 'practitioner_id');

create table tenant.rooms (
  organization_id uuid not null,
  id uuid not null,
  clinic_id uuid not null,
  name text not null,
  capacity smallint not null check (capacity between 1 and 50),
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  archived_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, clinic_id) references tenant.clinics
);
create index rooms_by_clinic on tenant.rooms (organization_id, clinic_id);
call tenant.guard('rooms', 'select, insert, update');

create table tenant.services (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  duration_minutes int not null check (duration_minutes between 5 and 720),
  buffer_before int not null default 0 check (buffer_before between 0 and 120),
  buffer_after int not null default 0 check (buffer_after between 0 and 120),
  price_amount bigint check (price_amount >= 0),
  price_currency text,
  hue smallint not null check (hue between 1 and 12),
  -- narrowed to the clinics, practitioners or rooms that are listed; otherwise all of them
  at_listed_clinics boolean not null default false,
  by_listed_practitioners boolean not null default false,
  in_listed_rooms boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  archived_at timestamptz,
  check ((price_amount is null) = (price_currency is null)),
  primary key (organization_id, id)
);
call tenant.guard('services', 'select, insert, update');

create table tenant.service_clinics (
  organization_id uuid not null,
  service_id uuid not null,
  clinic_id uuid not null,
  primary key (organization_id, service_id, clinic_id),
  foreign key (organization_id, service_id) references tenant.services,
  foreign key (organization_id, clinic_id) references tenant.clinics
);
call tenant.guard('service_clinics', 'select, insert, delete', key => 'service_id');

create table tenant.service_practitioners (
  organization_id uuid not null,
  service_id uuid not null,
  practitioner_id uuid not null,
  primary key (organization_id, service_id, practitioner_id),
  foreign key (organization_id, service_id) references tenant.services,
  foreign key (organization_id, practitioner_id) references tenant.practitioners
);
call tenant.guard('service_practitioners', 'select, insert, delete', key => 'service_id');

create table tenant.service_rooms (
  organization_id uuid not null,
  service_id uuid not null,
  room_id uuid not null,
  primary key (organization_id, service_id, room_id),
  foreign key (organization_id, service_id) references tenant.services,
  foreign key (organization_id, room_id) references tenant.rooms
);
call tenant.guard('service_rooms', 'select, insert, delete', key => 'service_id');

create table tenant.appointments (
  organization_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  service_id uuid not null,
  practitioner_id uuid not null,
  clinic_id uuid not null,
  room_id uuid,
  state text not null default 'booked' check (state in ('booked', 'confirmed', 'arrived', 'in-progress', 'completed', 'cancelled', 'no-show')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- frozen at booking: minutes kept free before and after
  buffer_before int not null,
  buffer_after int not null,
  overbook_reason text,
  is_outside_hours boolean not null default false,
  note_sealed bytea,
  cancellation_reason text check (cancellation_reason in ('client', 'clinic', 'late', 'other')),
  cancelled_at timestamptz,
  arrived_at timestamptz,
  -- SEQUENCE of the calendar invitation, RFC 5545 §3.8.7.4
  ics_sequence int not null default 0,
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  check (starts_at < ends_at),
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients,
  foreign key (organization_id, service_id) references tenant.services,
  foreign key (organization_id, practitioner_id) references tenant.practitioners,
  foreign key (organization_id, clinic_id) references tenant.clinics,
  foreign key (organization_id, room_id) references tenant.rooms
);
create index appointments_by_time on tenant.appointments (organization_id, clinic_id, starts_at);
create index appointments_by_patient on tenant.appointments (organization_id, patient_id, starts_at);
create index appointments_by_practitioner on tenant.appointments (organization_id, practitioner_id, starts_at);
call tenant.guard('appointments', 'select, insert, update');

-- ── claims: what an appointment occupies ────────────────────────────────────────────────────────
-- A resource is a practitioner, a room of one, or one of a room's places; it bears the id of what it stands for.
create table tenant.resources (
  organization_id uuid not null,
  id uuid not null,
  practitioner_id uuid,
  room_id uuid,
  -- 1 to the room's capacity
  place smallint not null default 1,
  -- practises for other organizations too: bookings also go through the busy ledger
  shared boolean not null default false,
  check ((practitioner_id is null) <> (room_id is null)),
  primary key (organization_id, id),
  foreign key (organization_id, practitioner_id) references tenant.practitioners,
  foreign key (organization_id, room_id) references tenant.rooms
);
create unique index resources_by_practitioner on tenant.resources (organization_id, practitioner_id) where practitioner_id is not null;
create unique index resources_by_room on tenant.resources (organization_id, room_id, place) where room_id is not null;
call tenant.guard('resources', 'select, insert, update', audited => false);

create table tenant.claims (
  organization_id uuid not null,
  resource_id uuid not null,
  appointment_id uuid not null,
  -- equal only where a permitted overbooking made it so
  party uuid not null default gen_random_uuid(),
  taken_from timestamptz not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  free_from timestamptz not null,
  -- set: a hold
  expires_at timestamptz,
  check (taken_from <= starts_at and starts_at < ends_at and ends_at <= free_from and free_from < taken_from + interval '7 days'),
  primary key (organization_id, appointment_id, resource_id),
  foreign key (organization_id, resource_id) references tenant.resources,
  -- together: every gap is at least the larger of the two neighbouring buffers. The range stands before party: the
  -- other order makes inserts up to twelve times slower.
  constraint claims_after exclude using gist (organization_id with =, resource_id with =, tstzrange(starts_at, free_from) with &&, party with <>) deferrable,
  constraint claims_before exclude using gist (organization_id with =, resource_id with =, tstzrange(taken_from, ends_at) with &&, party with <>) deferrable
);
create index claims_by_time on tenant.claims (organization_id, resource_id, taken_from);
create index claims_holds on tenant.claims (organization_id, resource_id, expires_at) where expires_at is not null;
-- no UPDATE of times: a move replaces the claims that differ
call tenant.guard('claims', 'select, insert, delete, update (party, expires_at)', audited => false);

-- Lets an appointment occupy exactly `res` and, where `pool` is not empty, one free resource of it. Book, hold, confirm
-- and move are this one function. 23P01: taken. Answers what was taken from the pool and whether it lies over another.
create function tenant.occupy(appt uuid, res uuid[], pool uuid[], s timestamptz, e timestamptz, before interval, after interval,
  expires timestamptz default null, overbook boolean default false, out taken uuid, out is_over boolean, out is_shared boolean)
language plpgsql set search_path = '' as $$
declare
  o uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid;
  t0 timestamptz := s - before;
  f1 timestamptz := e + after;
  wanted uuid[] := res;
  r uuid; met uuid[]; together uuid;
begin
  is_over := false;
  -- locks first, in a statement of their own: every later statement sees what was committed while we waited
  perform from tenant.resources x where x.organization_id = o
    and (x.id = any (res) or x.id = any (pool) or x.id in (select c.resource_id from tenant.claims c where c.organization_id = o and c.appointment_id = appt))
    order by x.id for no key update;
  is_shared := exists (select from tenant.resources x where x.organization_id = o and x.id = any (res) and x.shared);
  delete from tenant.claims c where c.organization_id = o and (c.resource_id = any (res) or c.resource_id = any (pool)) and c.expires_at <= pg_catalog.clock_timestamp();
  if pg_catalog.cardinality(pool) > 0 then
    -- what it holds already comes first, then the order of the pool
    select x into taken from pg_catalog.unnest(pool) with ordinality as u(x, nth)
      where not exists (select from tenant.claims c where c.organization_id = o and c.resource_id = x and c.appointment_id <> appt
        and c.taken_from > t0 - interval '7 days' and c.taken_from < f1 and c.free_from > t0
        and (c.starts_at < f1 and s < c.free_from or c.taken_from < e and t0 < c.ends_at))
      order by exists (select from tenant.claims c where c.organization_id = o and c.resource_id = x and c.appointment_id = appt) desc, nth limit 1;
    if taken is null then
      if not overbook then raise exclusion_violation using message = 'no resource of the pool is free'; end if;
      taken := pool[1];
    end if;
    wanted := res || taken;
  end if;
  delete from tenant.claims c where c.organization_id = o and c.appointment_id = appt
    and (c.resource_id <> all (wanted) or (c.taken_from, c.starts_at, c.ends_at, c.free_from) is distinct from (t0, s, e, f1));
  update tenant.claims c set expires_at = expires where c.organization_id = o and c.appointment_id = appt and c.expires_at is distinct from expires;
  for r in select x from pg_catalog.unnest(wanted) x
    where not exists (select from tenant.claims c where c.organization_id = o and c.resource_id = x and c.appointment_id = appt) order by x
  loop
    together := pg_catalog.gen_random_uuid();
    if overbook then
      select pg_catalog.array_agg(c.party) into met from tenant.claims c where c.organization_id = o and c.resource_id = r
        and c.taken_from > t0 - interval '7 days' and c.taken_from < f1 and c.free_from > t0
        and (c.starts_at < f1 and s < c.free_from or c.taken_from < e and t0 < c.ends_at);
      if met is not null then
        is_over := true;
        update tenant.claims c set party = together where c.organization_id = o and c.resource_id = r and c.party = any (met);
      end if;
    end if;
    insert into tenant.claims (organization_id, resource_id, appointment_id, party, taken_from, starts_at, ends_at, free_from, expires_at)
    values (o, r, appt, together, t0, s, e, f1, expires);
  end loop;
end $$;

create function tenant.vacate(appt uuid) returns void language plpgsql set search_path = '' as $$
declare o uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid;
begin
  perform from tenant.resources x where x.organization_id = o
    and x.id in (select c.resource_id from tenant.claims c where c.organization_id = o and c.appointment_id = appt) order by x.id for no key update;
  delete from tenant.claims c where c.organization_id = o and c.appointment_id = appt;
end $$;
revoke all on function tenant.occupy, tenant.vacate from public;
grant execute on function tenant.occupy, tenant.vacate to {app};

-- What became of a claim in the busy ledger, decided by whoever commits first (docs/decisions).
create table tenant.claim_outcomes (
  organization_id uuid not null,
  claim_id uuid not null,
  outcome text not null check (outcome in ('booked', 'abandoned')),
  at timestamptz not null default clock_timestamp(),
  primary key (organization_id, claim_id)
);
call tenant.guard('claim_outcomes', 'select, insert, delete', audited => false);
alter table tenant.appointments add column busy_claim_id uuid;
