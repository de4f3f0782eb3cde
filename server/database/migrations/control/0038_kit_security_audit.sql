-- expand
-- What happened to members, rights and sign-ins is sealed and chained as the audit of the records is: before and after under a key of the
-- account that it is about, or of the invitation, whose address names somebody; else of the organization.
alter table control.audit_events
  add column payload bytea,
  -- the batch of the chain; null: it waits for one
  add column batch bigint,
  -- whose key seals it
  add column person_id uuid not null generated always as (
    case when subject in ('accounts', 'memberships', 'invitations') then subject_id::uuid else organization_id end) stored;
create index audit_events_waiting on control.audit_events (organization_id, xact, id) where batch is null;
create index audit_events_by_batch on control.audit_events (organization_id, batch, xact, id) where batch is not null;
create index audit_events_by_account on control.audit_events (organization_id, account_id, id) where batch is not null;
create index audit_events_by_action on control.audit_events (organization_id, action, id) where batch is not null;

create table control.audit_batches (
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
call control.guard('audit_batches', 'select, insert', audited => false);

-- The newest batch, once more: whoever takes it away has to take it away here, too.
create table control.audit_heads (
  organization_id uuid primary key,
  number bigint not null,
  mac bytea not null
);
call control.guard('audit_heads', 'select, insert, update', audited => false);

create table control.audit_keys (
  organization_id uuid not null,
  person_id uuid not null,
  -- null: forgotten, and not to be written about again
  key_sealed bytea,
  forgotten_at timestamptz,
  primary key (organization_id, person_id),
  check ((key_sealed is null) = (forgotten_at is not null))
);
create index audit_keys_by_person on control.audit_keys (person_id);
call control.guard('audit_keys', 'select, insert', audited => false);

-- for control.chain_audit and control.organizations_with_loose_audit
grant select, update (before, after, payload, batch) on control.audit_events to {relay};
create policy relay_reads on control.audit_events for select to {relay} using (true);
create policy relay_chains on control.audit_events for update to {relay} using (batch is null) with check (batch is not null);

-- for control.forget_in_audit
create index invitations_by_guest on control.invitations (accepted_by) where accepted_by is not null;
grant select (organization_id, person_id, batch) on control.audit_events to {doorman};
create policy doorman_reads on control.audit_events for select to {doorman} using (true);
grant select (organization_id, person_id), insert, update (key_sealed, forgotten_at) on control.audit_keys to {doorman};
create policy doorman_reads on control.audit_keys for select to {doorman} using (true);
create policy doorman_forgets on control.audit_keys for insert to {doorman} with check (forgotten_at is not null);
create policy doorman_forgets_more on control.audit_keys for update to {doorman} using (true) with check (forgotten_at is not null);
