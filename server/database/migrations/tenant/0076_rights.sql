-- expand
-- What persons can ask of what is known of them: that it is kept from others, put right, and erased.
alter table tenant.patients
  -- kept from everybody whose role opens no restricted record
  add column restricted_at timestamptz,
  -- erased: what has to be kept is left of it, and nobody works with it
  add column erased_at timestamptz,
  add constraint patients_erased_check check (erased_at is null or (restricted_at is not null and archived_at is not null));
-- counted from the index alone, with what the policy asks of each row
drop index tenant.patients_not_archived;
create index patients_not_archived on tenant.patients (organization_id) include (restricted_at, id) where archived_at is null;
create index patients_restricted on tenant.patients (organization_id, id) where restricted_at is not null;
grant select (restricted_at, erased_at) on tenant.patients to {search};
grant select (organization_id, patient_id, account_id, ended_at, expires_at) on tenant.emergency_accesses to {search};
create policy search_reads on tenant.emergency_accesses for select to {search}
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid));
-- The one place that decides about restriction: it takes away from what other policies let through, in every statement.
create policy restricted_is_hidden on tenant.patients as restrictive for select to {app}, {batch}, {portal}, {visitor}
  using (not (restricted_at is not null and coalesce(current_setting('app.hides_restricted', true), '') <> ''
    and id <> all ((select tenant.opened_in_emergency())::uuid[])));

create table tenant.restrictions (
  organization_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  reason_sealed bytea,
  restricted_by uuid not null,
  since timestamptz not null default clock_timestamp(),
  lifted_by uuid,
  lifted_at timestamptz,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients,
  check ((lifted_at is null) = (lifted_by is null))
);
create index restrictions_by_patient on tenant.restrictions (organization_id, patient_id, id);
call tenant.guard('restrictions', 'select, insert, update');
call tenant.moves_with_patient('restrictions');

create table tenant.legal_holds (
  organization_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  reason_sealed bytea,
  held_by uuid not null,
  since timestamptz not null default clock_timestamp(),
  lift_reason_sealed bytea,
  lifted_by uuid,
  lifted_at timestamptz,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients,
  check ((lifted_at is null) = (lifted_by is null))
);
create index legal_holds_by_patient on tenant.legal_holds (organization_id, patient_id, id);
call tenant.guard('legal_holds', 'select, insert, update');
call tenant.moves_with_patient('legal_holds');

-- What somebody asked for, and what they were answered.
create table tenant.rights_requests (
  organization_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  kind text not null check (kind in ('correction', 'erasure')),
  state text not null default 'open' check (state in ('open', 'accepted', 'refused', 'done')),
  -- what is wrong and what is right, or why it is to be erased
  asked_sealed bytea,
  asked_by uuid not null,
  -- by the patient's or guardian's own account, not at the desk
  by_account boolean not null,
  asked_at timestamptz not null default clock_timestamp(),
  due_on date not null,
  answered_by uuid,
  answered_at timestamptz,
  answer_sealed bytea,
  -- an erasure that was accepted: when it is looked at next
  erase_at timestamptz,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients,
  check ((state = 'open') = (answered_at is null)),
  check ((answered_at is null) = (answered_by is null))
);
create index rights_requests_by_patient on tenant.rights_requests (organization_id, patient_id, id);
create index rights_requests_open on tenant.rights_requests (organization_id, due_on, id) where state = 'open';
create index rights_requests_to_erase on tenant.rights_requests (erase_at) where erase_at is not null;
call tenant.guard('rights_requests', 'select, insert, update');
call tenant.moves_with_patient('rights_requests');
grant select (organization_id, id, erase_at) on tenant.rights_requests to {relay};
create policy due_everywhere on tenant.rights_requests for select to {relay} using (true);

-- Whom there was nothing left of but what has to be kept, and until when.
create table tenant.erasures (
  organization_id uuid not null,
  patient_id uuid not null,
  erased_by uuid not null,
  erased_at timestamptz not null default clock_timestamp(),
  retained_until timestamptz,
  ended_at timestamptz,
  primary key (organization_id, patient_id),
  foreign key (organization_id, patient_id) references tenant.patients
);
create index erasures_to_end on tenant.erasures (retained_until) where ended_at is null;
call tenant.guard('erasures', 'select, insert, update', key => 'patient_id');
grant select (organization_id, patient_id, retained_until, ended_at) on tenant.erasures to {relay};
create policy due_everywhere on tenant.erasures for select to {relay} using (true);

grant select (organization_id, id, erased_at) on tenant.patients to {retention};
create policy erasure_sees on tenant.patients for select to {retention}
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid));
-- What is erased goes by {retention}, table by table; what its triggers write of it they write as {retention}.
grant insert on tenant.audit_events to {retention};
create policy retention_tells on tenant.audit_events for insert to {retention}
  with check (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid));
do $$
declare
  name text;
begin
  for name in
    select c.table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'tenant' and c.column_name = 'patient_id' and t.table_type = 'BASE TABLE' and c.table_name <> 'audit_events'
    order by 1
  loop
    call tenant.erased_with_patient(name);
  end loop;
end $$;
