-- Which organizations have messages that are due, for the sweep (messages_due, messages_unanswered).
create or replace function tenant.organizations_with_due_messages() returns table (organization_id uuid)
language sql stable security definer set search_path = '' as $$
  select m.organization_id from tenant.messages m
  where m.state = 'waiting' and m.send_after <= pg_catalog.statement_timestamp()
  union
  select m.organization_id from tenant.messages m
  where m.state = 'sending' and m.claimed_at < pg_catalog.statement_timestamp() - interval '10 minutes'
$$;
alter function tenant.organizations_with_due_messages owner to {relay};
revoke all on function tenant.organizations_with_due_messages from public;
grant execute on function tenant.organizations_with_due_messages to {app};
