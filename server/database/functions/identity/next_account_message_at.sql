-- When the next mail about an account is due to be sent, tried again or given up; null: none waits.
create or replace function control.next_account_message_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select least(
    (select m.created_at from control.account_messages m
      where m.state = 'waiting' and m.claimed_at is null order by m.created_at limit 1),
    (select m.claimed_at + interval '30 seconds' from control.account_messages m
      where m.state = 'waiting' and m.claimed_at is not null order by m.claimed_at limit 1),
    (select m.claimed_at + interval '10 minutes' from control.account_messages m
      where m.state = 'sending' and m.claimed_at is not null order by m.claimed_at limit 1))
$$;
alter function control.next_account_message_at owner to {relay};
revoke all on function control.next_account_message_at from public;
grant execute on function control.next_account_message_at to {app};
