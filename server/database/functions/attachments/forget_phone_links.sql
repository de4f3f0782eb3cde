-- Takes away links of phones that are long over, so many at most.
create or replace function tenant.forget_phone_links(most int) returns int
language sql volatile security definer set search_path = '' as $$
  with old as (
    select l.organization_id, l.id from tenant.phone_links l
    where l.expires_at < pg_catalog.statement_timestamp() - interval '1 day' order by l.expires_at limit most),
  gone as (delete from tenant.phone_links l using old where l.organization_id = old.organization_id and l.id = old.id returning 1)
  select pg_catalog.count(*)::int from gone
$$;
alter function tenant.forget_phone_links owner to {retention};
revoke all on function tenant.forget_phone_links from public;
grant execute on function tenant.forget_phone_links to {app};
