-- expand
-- What is told of sign-ins and refusals goes in time, by control.retention_rules(). {retention} can take away what is old enough,
-- and nothing else.
grant usage on schema auth to {retention};
create index security_event_by_age on auth.security_event (kind, at);
alter table auth.security_event enable row level security;
alter table auth.security_event force row level security;
create policy accounts_keep on auth.security_event to {auth} using (true) with check (true);
grant select (id, kind, at), delete on auth.security_event to {retention};
create policy retention_sees on auth.security_event for select to {retention} using (at is not null);
create policy retention_forgets on auth.security_event for delete to {retention}
  using (exists (select from control.retention_rules() r
    where r.log = 'account' and r.kind = security_event.kind and security_event.at < statement_timestamp() - r.kept));

-- Of the log of organizations only what stands in the chain can go: its batch keeps the digest, so the chain is proved without it.
create index audit_events_by_age on control.audit_events (organization_id, action, at) where batch is not null;
grant select (organization_id, id, action, at, batch), delete on control.audit_events to {retention};
create policy retention_sees on control.audit_events for select to {retention} using (batch is not null);
create policy retention_forgets on control.audit_events for delete to {retention}
  using (batch is not null and exists (select from control.retention_rules() r
    where r.log = 'organization' and r.kind = audit_events.action and audit_events.at < statement_timestamp() - r.kept));

-- Which events of a batch were forgotten by rule. Keyed: whoever takes others away cannot note them here.
create table control.audit_forgotten (
  organization_id uuid not null,
  batch bigint not null,
  -- a bit for each event of the batch, in the order of the chain
  places bytea not null,
  mac bytea not null,
  primary key (organization_id, batch)
);
call control.guard('audit_forgotten', 'select', audited => false);
grant select, insert, update on control.audit_forgotten to {retention};
create policy retention_notes on control.audit_forgotten to {retention} using (batch > 0) with check (batch > 0);
