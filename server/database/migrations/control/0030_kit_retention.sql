-- expand: answers that were given once are kept for 48 hours; {retention} can take away older ones, and nothing else.
grant usage on schema control to {retention};
create index idempotency_keys_by_age on control.idempotency_keys (at);
grant select, delete on control.idempotency_keys to {retention};
create policy retention_sees on control.idempotency_keys for select to {retention} using (at is not null);
create policy retention_forgets on control.idempotency_keys for delete to {retention}
  using (at < statement_timestamp() - interval '48 hours');
