-- Organizations in which somebody is to be erased now, or what was kept of somebody and is on no hold has ended: any of them, so
-- that those that are closed never stand before all others.
create or replace function tenant.organizations_to_erase(most int) returns table (organization_id uuid)
language sql stable security definer set search_path = '' as $$
  select o.organization_id from (
    select r.organization_id from tenant.rights_requests r where r.erase_at <= pg_catalog.statement_timestamp()
    union
    select e.organization_id from tenant.erasures e where e.ended_at is null and e.retained_until <= pg_catalog.statement_timestamp()
      and not exists (select from tenant.legal_holds h
        where h.organization_id = e.organization_id and h.patient_id = e.patient_id and h.lifted_at is null)) o
  order by pg_catalog.random() limit most
$$;
alter function tenant.organizations_to_erase owner to {relay};
revoke all on function tenant.organizations_to_erase from public;
grant execute on function tenant.organizations_to_erase to {app};
