-- SEQUENCE of the calendar entry (RFC 5545 §3.8.7.4) rises by itself with everything that a calendar shows.
create or replace function tenant.next_ics_sequence() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if (new.starts_at, new.ends_at, new.practitioner_id, new.state = 'cancelled')
    is distinct from (old.starts_at, old.ends_at, old.practitioner_id, old.state = 'cancelled')
  then
    new.ics_sequence := greatest(new.ics_sequence, old.ics_sequence + 1);
  end if;
  return new;
end $$;
revoke all on function tenant.next_ics_sequence from public;
