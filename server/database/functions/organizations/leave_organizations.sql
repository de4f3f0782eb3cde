-- An account that is being deleted leaves every organization. Answers those that would be without an owner: whoever calls
-- takes everything back then. Two owners who go at one moment wait for each other.
create or replace function control.leave_organizations(account uuid) returns table (slug text, name text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  owned uuid[] := (
    select pg_catalog.array_agg(m.organization_id order by m.organization_id)
    from control.memberships m where m.account_id = account and m.role_key = 'owner');
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('owners|' || one, 0)) from pg_catalog.unnest(owned) one;
  delete from control.memberships m where m.account_id = account;
  return query select o.slug, o.name from control.organizations o where o.id = any (owned)
    and not exists (select from control.memberships m where m.organization_id = o.id and m.role_key = 'owner')
    order by o.name;
end $$;
alter function control.leave_organizations owner to {doorman};
revoke all on function control.leave_organizations from public;
grant execute on function control.leave_organizations to {auth};
