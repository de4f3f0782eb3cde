-- When the next subscription has to be looked at; null: none. Nothing is due of an organization that is closed.
create or replace function control.next_subscription_due_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select s.due_at from control.subscriptions s
  where s.due_at is not null
    and exists (select from control.organizations o where o.id = s.organization_id and o.status <> 'closed')
  order by s.due_at limit 1
$$;
alter function control.next_subscription_due_at owner to {doorman};
revoke all on function control.next_subscription_due_at from public;
grant execute on function control.next_subscription_due_at to {app};
