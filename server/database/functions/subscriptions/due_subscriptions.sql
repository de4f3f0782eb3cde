-- Of which organizations the subscription has to be looked at now, the longest due first; none of one that is closed.
create or replace function control.due_subscriptions(most int) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select s.organization_id from control.subscriptions s
  where s.due_at <= pg_catalog.statement_timestamp()
    and exists (select from control.organizations o where o.id = s.organization_id and o.status <> 'closed')
  order by s.due_at, s.organization_id limit most
$$;
alter function control.due_subscriptions owner to {doorman};
revoke all on function control.due_subscriptions from public;
grant execute on function control.due_subscriptions to {app};
