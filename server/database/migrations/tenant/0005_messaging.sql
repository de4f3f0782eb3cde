-- The outbox: written with the change, sent at most once per key.
create table tenant.messages (
  organization_id uuid not null,
  id uuid not null,
  dedupe_key text not null,
  channel text not null check (channel in ('email')),
  template text not null,
  language text not null,
  recipient_sealed bytea not null,
  -- subject, text, html, calendar entry
  content_sealed bytea not null,
  appointment_id uuid,
  patient_id uuid,
  send_after timestamptz not null default clock_timestamp(),
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed', 'withdrawn')),
  attempts int not null default 0,
  failure text,
  claimed_at timestamptz,
  sent_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id),
  foreign key (organization_id, appointment_id) references tenant.appointments,
  foreign key (organization_id, patient_id) references tenant.patients
);
create unique index messages_by_key on tenant.messages (organization_id, dedupe_key);
create index messages_waiting on tenant.messages (organization_id, send_after) where state in ('waiting', 'sending');
create index messages_by_appointment on tenant.messages (organization_id, appointment_id);
call tenant.guard('messages', 'select, insert, update', audited => false);
grant select on tenant.messages to {relay};
create policy relay_reads on tenant.messages for select to {relay} using (true);

-- Which organizations have messages that are due, for the sweep.
create function tenant.organizations_with_due_messages() returns table (organization_id uuid) language sql stable security definer set search_path = '' as $$
  select distinct m.organization_id from tenant.messages m
  where m.state = 'waiting' and m.send_after <= pg_catalog.clock_timestamp()
     or m.state = 'sending' and m.claimed_at < pg_catalog.clock_timestamp() - interval '10 minutes'
$$;
grant create on schema tenant to {relay};
alter function tenant.organizations_with_due_messages owner to {relay};
revoke create on schema tenant from {relay};
revoke all on function tenant.organizations_with_due_messages from public;
grant execute on function tenant.organizations_with_due_messages to {app};
