-- expand
-- A message about a visit is written when it leaves: until then it has no content, and knows what its reader was to believe before.
alter table tenant.messages alter column content_sealed drop not null;
-- The patient or guardian who is written to; their address is the one they have when the message leaves.
alter table tenant.messages add column recipient_id uuid;
-- How the visit stood before the first change that waits to be told (null: it was not there), and what the reader was told in the end.
alter table tenant.messages add column stood_before jsonb;
alter table tenant.messages add column told jsonb;
-- Why it was not delivered; the mail server's own words are in "failure", without the address.
alter table tenant.messages add column failure_reason text
  check (failure_reason in ('no-such-address', 'mailbox-full', 'refused', 'try-later', 'unreachable', 'unknown-outcome'));
alter table tenant.messages add constraint written_before_sent check (content_sealed is not null or state in ('waiting', 'withdrawn', 'failed'));

-- SEQUENCE of the calendar entry (RFC 5545 §3.8.7.4) rises by itself with everything that a calendar shows.
create function tenant.next_ics_sequence() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.starts_at, new.ends_at, new.practitioner_id, new.state = 'cancelled') is distinct from (old.starts_at, old.ends_at, old.practitioner_id, old.state = 'cancelled') then
    new.ics_sequence := greatest(new.ics_sequence, old.ics_sequence + 1);
  end if;
  return new;
end $$;
create trigger sequenced before update on tenant.appointments for each row execute function tenant.next_ics_sequence();

-- Which organizations have messages that wait, for the development mailbox.
create function tenant.organizations_with_waiting_messages() returns table (organization_id uuid) language sql stable security definer set search_path = '' as $$
  select distinct m.organization_id from tenant.messages m where m.state = 'waiting'
$$;
grant create on schema tenant to {relay};
alter function tenant.organizations_with_waiting_messages owner to {relay};
revoke create on schema tenant from {relay};
revoke all on function tenant.organizations_with_waiting_messages from public;
grant execute on function tenant.organizations_with_waiting_messages to {app};
