-- When the next message is due to be sent or given up, of any organization; null: none waits.
create or replace function tenant.next_message_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select least(
    (select m.send_after from tenant.messages m where m.state = 'waiting' order by m.send_after limit 1),
    (select m.claimed_at + interval '10 minutes' from tenant.messages m where m.state = 'sending' order by m.claimed_at limit 1))
$$;
alter function tenant.next_message_at owner to {relay};
revoke all on function tenant.next_message_at from public;
grant execute on function tenant.next_message_at to {app};
