-- Which organizations have messages that wait, for the development mailbox: a step of messages_next each.
create or replace function tenant.organizations_with_waiting_messages() returns table (organization_id uuid)
language sql stable security definer set search_path = '' as $$
  with recursive waiting (organization_id) as (
    (select m.organization_id from tenant.messages m where m.state = 'waiting' order by m.organization_id limit 1)
    union all
    select following.organization_id from waiting w cross join lateral (
      select m.organization_id from tenant.messages m
      where m.state = 'waiting' and m.organization_id > w.organization_id order by m.organization_id limit 1) following
  )
  select w.organization_id from waiting w
$$;
alter function tenant.organizations_with_waiting_messages owner to {relay};
revoke all on function tenant.organizations_with_waiting_messages from public;
grant execute on function tenant.organizations_with_waiting_messages to {app};
