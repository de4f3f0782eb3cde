-- Which organizations have messages that wait, for the development mailbox.
create or replace function tenant.organizations_with_waiting_messages() returns table (organization_id uuid)
language sql stable security definer set search_path = '' as $$
  select distinct m.organization_id from tenant.messages m where m.state = 'waiting'
$$;
alter function tenant.organizations_with_waiting_messages owner to {relay};
revoke all on function tenant.organizations_with_waiting_messages from public;
grant execute on function tenant.organizations_with_waiting_messages to {app};
