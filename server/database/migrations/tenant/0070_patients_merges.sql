-- expand
-- Two records of one patient become one: the merged one leads on to the kept one, and for 30 days one press takes it back.
alter table tenant.patients
  add column merged_into uuid,
  -- the version that was last compared with all others
  add column compared_version int not null default 0,
  -- nobody leads on yet: an owner under row security could not look at the rows of before, and need not
  add foreign key (organization_id, merged_into) references tenant.patients not valid,
  add constraint patients_merged_check check (merged_into is null or (archived_at is not null and merged_into <> id));
create index patients_merged on tenant.patients (organization_id, merged_into) where merged_into is not null;
create index patients_uncompared on tenant.patients (created_at) where compared_version < version and archived_at is null;
grant select (organization_id, id, merged_into, version, compared_version, archived_at, created_at) on tenant.patients to {relay};
create policy uncompared_everywhere on tenant.patients for select to {relay} using (true);
grant select (merged_into) on tenant.patients to {search};

create table tenant.patient_merges (
  organization_id uuid not null,
  id uuid not null,
  kept_id uuid not null,
  merged_id uuid not null,
  merged_by uuid not null,
  merged_at timestamptz not null default clock_timestamp(),
  undo_until timestamptz not null default clock_timestamp() + interval '30 days',
  undone_by uuid,
  undone_at timestamptz,
  -- since when the merged record had been archived before
  archived_before timestamptz,
  -- what the kept record took: each field before and after
  taken_sealed bytea,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, kept_id) references tenant.patients,
  foreign key (organization_id, merged_id) references tenant.patients,
  check (kept_id <> merged_id),
  check ((undone_at is null) = (undone_by is null))
);
create unique index patient_merges_standing on tenant.patient_merges (organization_id, merged_id) where undone_at is null;
create index patient_merges_by_kept on tenant.patient_merges (organization_id, kept_id, id);
call tenant.guard('patient_merges', 'select, insert, update');

-- Which rows went along, so that the same ones come back.
create table tenant.patient_merge_rows (
  organization_id uuid not null,
  merge_id uuid not null,
  of_table text not null,
  row_key jsonb not null,
  primary key (organization_id, merge_id, of_table, row_key),
  foreign key (organization_id, merge_id) references tenant.patient_merges
);
call tenant.guard('patient_merge_rows', 'select, insert', audited => false);

-- Two records that are probably one patient; one_id is the smaller.
create table tenant.duplicate_pairs (
  organization_id uuid not null,
  id uuid not null,
  one_id uuid not null,
  other_id uuid not null,
  reasons text[] not null,
  likelihood int not null,
  found_at timestamptz not null default clock_timestamp(),
  dismissed_at timestamptz,
  dismissed_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, one_id) references tenant.patients,
  foreign key (organization_id, other_id) references tenant.patients,
  check (one_id < other_id)
);
create unique index duplicate_pairs_once on tenant.duplicate_pairs (organization_id, one_id, other_id);
create index duplicate_pairs_likeliest on tenant.duplicate_pairs (organization_id, likelihood desc, id) where dismissed_at is null;
call tenant.guard('duplicate_pairs', 'select, insert, update, delete');

-- Every table of today that names a patient, save what is made anew, seals, expires within minutes or tells of the past.
do $$
declare
  name text;
begin
  for name in
    select c.table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'tenant' and c.column_name = 'patient_id' and t.table_type = 'BASE TABLE'
      and c.table_name not in ('audit_events', 'search_tokens', 'emergency_accesses', 'no_known_allergies')
    order by 1
  loop
    call tenant.moves_with_patient(name);
  end loop;
end $$;
