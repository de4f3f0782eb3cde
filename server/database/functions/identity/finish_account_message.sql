-- Notes what became of a mail that was taken.
create or replace function control.finish_account_message(message uuid, outcome text, reason text) returns void
language sql volatile security definer set search_path = '' as $$
  update control.account_messages
  set state = outcome, failure = reason, sent_at = case when outcome = 'sent' then pg_catalog.clock_timestamp() end
  where id = message
$$;
alter function control.finish_account_message owner to {relay};
revoke all on function control.finish_account_message from public;
grant execute on function control.finish_account_message to {app};
