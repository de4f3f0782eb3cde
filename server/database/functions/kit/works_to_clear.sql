-- Works of which something is to be taken away: the file that was not finished, or all of it.
create or replace function control.works_to_clear(most int) returns table (id uuid, account_id uuid, organization_id uuid, is_over boolean)
language sql stable security definer set search_path = '' as $$
  select w.id, w.account_id, w.organization_id, w.expires_at <= pg_catalog.statement_timestamp() from control.works w
  where w.clear_at <= pg_catalog.statement_timestamp() order by w.clear_at limit most
$$;
alter function control.works_to_clear owner to {relay};
revoke all on function control.works_to_clear from public;
grant execute on function control.works_to_clear to {app};
