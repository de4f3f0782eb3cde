-- Puts events that wait into a batch: their payload goes in sealed, what they held in clear goes. One in a batch stays as it is.
create or replace function {schema}.chain_audit(ids uuid[], payloads bytea[], into_batch bigint) returns bigint
language sql volatile security definer set search_path = '' as $$
  with chained as (
    update {schema}.audit_events e set before = null, after = null, payload = n.payload, batch = into_batch
    from unnest(ids, payloads) n (id, payload)
    where e.organization_id = nullif(pg_catalog.current_setting('app.organization_id', true), '')::pg_catalog.uuid
      and e.id = n.id and e.batch is null
    returning 1)
  select pg_catalog.count(*) from chained
$$;
alter function {schema}.chain_audit owner to {relay};
revoke all on function {schema}.chain_audit from public;
grant execute on function {schema}.chain_audit to {app};
