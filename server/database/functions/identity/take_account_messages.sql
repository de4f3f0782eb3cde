-- Takes mails to send; what was being sent for ten minutes has an unknown outcome and is not sent again.
create or replace function control.take_account_messages(most int) returns table (id uuid, kind text, sealed bytea, attempts int)
language plpgsql volatile security definer set search_path = '' as $$
begin
  update control.account_messages m set state = 'failed', failure = 'outcome unknown'
    where m.state = 'sending' and m.claimed_at < pg_catalog.statement_timestamp() - interval '10 minutes';
  return query
    update control.account_messages m set state = 'sending', claimed_at = pg_catalog.clock_timestamp(), attempts = m.attempts + 1
    where m.id in (
      select w.id from control.account_messages w
      where w.state = 'waiting'
        and (w.claimed_at is null or w.claimed_at < pg_catalog.statement_timestamp() - interval '30 seconds')
      order by w.created_at for update skip locked limit most)
    returning m.id, m.kind, m.sealed, m.attempts;
end $$;
alter function control.take_account_messages owner to {relay};
revoke all on function control.take_account_messages from public;
grant execute on function control.take_account_messages to {app};
