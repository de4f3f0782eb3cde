-- The next step of an organization's end whose time has come, once whoever asks: what the control database can do by itself is done here,
-- with its row of the log; the others are named. Its keys go last, once everything that was done is in the chains of its logs.
create or replace function control.proceed_closing(organization uuid, is_recorded boolean) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  c control.closings;
begin
  perform from control.organizations where id = organization for update;
  select * into c from control.closings where organization_id = organization;
  if c.organization_id is null or c.shredded_at is not null then return 'nothing'; end if;
  if c.told_at is null then return 'tell'; end if;
  if c.closed_at is null then
    if c.closes_at > pg_catalog.statement_timestamp() then return 'nothing'; end if;
    update control.closings set closed_at = pg_catalog.clock_timestamp() where organization_id = organization;
    update control.organizations set status = 'closed', status_since = pg_catalog.clock_timestamp() where id = organization;
    insert into control.platform_log (act, organization_id) values ('closing.close', organization);
    return 'closed';
  end if;
  if c.shred_after > pg_catalog.statement_timestamp() then return 'nothing'; end if;
  if c.shredding_since is null then
    update control.closings set shredding_since = pg_catalog.clock_timestamp() where organization_id = organization;
    insert into control.platform_log (act, organization_id) values ('closing.begin-shredding', organization);
    return 'shredding';
  end if;
  if c.files_deleted_at is null then return 'files'; end if;
  if c.access_ended_at is null then return 'access'; end if;
  if not is_recorded or exists (
    select from control.audit_events e where e.organization_id = organization and e.batch is null) then return 'record'; end if;
  perform control.destroy_keys(organization);
  update control.closings set shredded_at = pg_catalog.clock_timestamp() where organization_id = organization;
  insert into control.platform_log (act, organization_id) values ('closing.shred', organization);
  return 'shredded';
end $$;
alter function control.proceed_closing owner to {doorman};
revoke all on function control.proceed_closing from public;
grant execute on function control.proceed_closing to {app};
