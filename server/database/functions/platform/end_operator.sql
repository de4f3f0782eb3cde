-- Whoever deletes their account runs the platform no more. Where nobody is left, the command line invites the next one.
create or replace function control.end_operator() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update control.operators o set ended_at = pg_catalog.clock_timestamp() where o.account_id = new.id and o.ended_at is null;
  return null;
end $$;
alter function control.end_operator owner to {doorman};
revoke all on function control.end_operator from public;
