-- expand
-- What an event held before and after is sealed under a key of the person that it is about, soon after it was written: whoever is to be
-- forgotten loses that key. The chain runs over what is left, in batches.
alter table tenant.audit_events
  add column payload bytea,
  -- the batch of the chain; null: it waits for one
  add column batch bigint;

-- One index while it waits, the others once it stands in the chain: an import pays for one.
drop index tenant.audit_events_by_patient;
create index audit_events_waiting on tenant.audit_events (organization_id, xact, id) where batch is null;
create index audit_events_by_batch on tenant.audit_events (organization_id, batch, xact, id) where batch is not null;
create index audit_events_by_patient on tenant.audit_events (organization_id, patient_id, id) where batch is not null;
create index audit_events_by_account on tenant.audit_events (organization_id, account_id, id) where batch is not null;
create index audit_events_by_subject on tenant.audit_events (organization_id, subject, id) where batch is not null;

create table tenant.audit_batches (
  organization_id uuid not null,
  number bigint not null,
  -- of the audit's keys
  key_number int not null,
  -- the last event in it, in the order of the chain: xact, id
  last_xact bigint not null,
  last_id uuid not null,
  -- all transactions before this one are chained: what comes with one of theirs was put there by hand
  horizon bigint not null,
  -- SHA-256 of each event, one after the other
  digests bytea not null,
  -- keyed, over the one before and these
  mac bytea not null,
  at timestamptz not null default clock_timestamp(),
  primary key (organization_id, number)
);
call tenant.guard('audit_batches', 'select, insert', audited => false);

-- The newest batch, once more: whoever takes it away has to take it away here, too.
create table tenant.audit_heads (
  organization_id uuid primary key,
  number bigint not null,
  mac bytea not null
);
call tenant.guard('audit_heads', 'select, insert, update', audited => false);

-- A key for what the audit holds of a person: a patient, a guardian, or of nobody, the organization itself.
create table tenant.audit_keys (
  organization_id uuid not null,
  person_id uuid not null,
  -- null: forgotten, and not to be written about again
  key_sealed bytea,
  forgotten_at timestamptz,
  primary key (organization_id, person_id),
  check ((key_sealed is null) = (forgotten_at is not null))
);
call tenant.guard('audit_keys', 'select, insert, update', audited => false);

-- for tenant.chain_audit and tenant.organizations_with_loose_audit
grant select, update (before, after, payload, batch) on tenant.audit_events to {relay};
create policy relay_reads on tenant.audit_events for select to {relay} using (true);
create policy relay_chains on tenant.audit_events for update to {relay} using (batch is null) with check (batch is not null);

-- What is inserted is recorded once a statement, whatever its number of rows.
do $$
declare
  t record;
begin
  -- arguments end with a zero
  for t in select c.relname as name, convert_from(substring(g.tgargs for length(g.tgargs) - 1), 'utf8') as key
    from pg_trigger g join pg_class c on c.oid = g.tgrelid where c.relnamespace = 'tenant'::regnamespace and g.tgname = 'audited'
  loop
    execute format('drop trigger audited on tenant.%I', t.name);
    execute format('drop trigger if exists audited_when_inserted on tenant.%I', t.name);
    execute format('create trigger audited after update or delete on tenant.%I
      for each row execute function tenant.record_change(%L)', t.name, t.key);
    execute format('create trigger audited_when_inserted after insert on tenant.%I referencing new table as inserted
      for each statement execute function tenant.record_inserts(%L)', t.name, t.key);
  end loop;
end $$;
