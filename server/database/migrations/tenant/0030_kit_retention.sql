-- expand: what is mechanism alone goes in time. {retention} can take away what is old enough, and nothing else; nobody signs in as it.
grant usage on schema tenant to {retention};
create index events_handed_on on tenant.events (dispatched_at) where dispatched_at is not null;
grant select, delete on tenant.events to {retention};
create policy retention_sees on tenant.events for select to {retention} using (dispatched_at is not null);
create policy retention_forgets on tenant.events for delete to {retention}
  using (dispatched_at < statement_timestamp() - interval '14 days');

create index idempotency_keys_by_age on tenant.idempotency_keys (at);
grant select, delete on tenant.idempotency_keys to {retention};
create policy retention_sees on tenant.idempotency_keys for select to {retention} using (at is not null);
create policy retention_forgets on tenant.idempotency_keys for delete to {retention}
  using (at < statement_timestamp() - interval '48 hours');

create index claim_codes_by_age on tenant.claim_codes (created_at);
grant select, delete on tenant.claim_codes to {retention};
create policy retention_sees on tenant.claim_codes for select to {retention} using (created_at is not null);
create policy retention_forgets on tenant.claim_codes for delete to {retention}
  using (created_at < statement_timestamp() - interval '30 days');

-- Below this position not all events of the organization are there any more: whoever goes on from before it reads all anew.
create table tenant.forgotten_events (
  organization_id uuid primary key,
  below bigint not null
);
call tenant.guard('forgotten_events', 'select', audited => false);
grant select, insert, update on tenant.forgotten_events to {retention};
create policy retention_notes on tenant.forgotten_events to {retention} using (below > 0) with check (below > 0);
