-- Takes events of one batch away that are older than they are kept, and notes which of the batch's they were. Younger ones stay,
-- whoever names them: the policies of {retention} ask the rules. Answers how many went.
create or replace function control.forget_audit(of_batch bigint, ids uuid[], places bytea, proof bytea) returns bigint
language sql volatile security definer set search_path = '' as $$
  with gone as (
    delete from control.audit_events e
    where e.organization_id = nullif(pg_catalog.current_setting('app.organization_id', true), '')::pg_catalog.uuid
      and e.batch = of_batch and e.id = any (ids)
    returning e.organization_id),
  noted as (
    insert into control.audit_forgotten as f (organization_id, batch, places, mac)
    select distinct g.organization_id, of_batch, forget_audit.places, proof from gone g
    on conflict (organization_id, batch) do update set places = excluded.places, mac = excluded.mac)
  select pg_catalog.count(*) from gone
$$;
alter function control.forget_audit owner to {retention};
revoke all on function control.forget_audit from public;
grant execute on function control.forget_audit to {app};
