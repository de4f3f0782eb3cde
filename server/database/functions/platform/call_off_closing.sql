-- An organization goes on as what it was: before its day by its own people, too; after it, until its keys are about to go, by whoever
-- runs the platform alone.
create or replace function control.call_off_closing(organization uuid) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  c control.closings;
  by_operator boolean := control.operator_role() is not distinct from 'operator';
begin
  if organization is distinct from nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid
    and not by_operator then return 'not-found'; end if;
  perform from control.organizations where id = organization for update;
  if not found then return 'not-found'; end if;
  select * into c from control.closings where organization_id = organization;
  if c.organization_id is null or c.shredding_since is not null or (c.closed_at is not null and not by_operator) then
    return 'wrong-state';
  end if;
  update control.organizations set status = resumes_as, status_reason = resumes_reason, status_since = pg_catalog.clock_timestamp(),
    closes_at = null, resumes_as = null, resumes_reason = null
  where id = organization;
  delete from control.closings where organization_id = organization;
  insert into control.platform_log (act, organization_id)
  values (case when c.closed_at is null then 'closing.call-off' else 'closing.reopen' end, organization);
  return 'called-off';
end $$;
alter function control.call_off_closing owner to {doorman};
revoke all on function control.call_off_closing from public;
grant execute on function control.call_off_closing to {app}, {operator};
