-- Claims of the setting's organization whose tenant transaction has not answered: for the sweep.
create or replace function control.busy_unconfirmed() returns table (organization_id uuid, id uuid, appointment_id uuid)
language sql stable security definer set search_path = '' as $$
  select b.organization_id, b.id, b.appointment_id from control.busy b
  where b.organization_id = nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid
    and b.confirmed_at is null and b.created_at < pg_catalog.statement_timestamp() - interval '20 seconds'
$$;
alter function control.busy_unconfirmed owner to {ledger};
revoke all on function control.busy_unconfirmed from public;
grant execute on function control.busy_unconfirmed to {app};
