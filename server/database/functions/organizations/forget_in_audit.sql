-- Makes unreadable what organizations' audits held of an account, and of the invitations that it took, before and after each change. What
-- still waits for the chain is dropped when it is chained.
create or replace function control.forget_in_audit(account uuid) returns void
language sql volatile security definer set search_path = '' as $$
  with persons as (
    select account as id union all select i.id from control.invitations i where i.accepted_by = account),
  places as (
    select k.organization_id, k.person_id from control.audit_keys k where k.person_id in (select p.id from persons p)
    union
    select e.organization_id, e.person_id from control.audit_events e
    where e.batch is null and e.person_id in (select p.id from persons p))
  insert into control.audit_keys (organization_id, person_id, forgotten_at)
  select p.organization_id, p.person_id, pg_catalog.clock_timestamp() from places p
  on conflict (organization_id, person_id) do update set key_sealed = null, forgotten_at = pg_catalog.clock_timestamp()
$$;
alter function control.forget_in_audit owner to {doorman};
revoke all on function control.forget_in_audit from public;
