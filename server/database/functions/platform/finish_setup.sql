-- An organization lies in the database that was made for it, from this commit on; once, and only where nobody came in meanwhile and it is
-- not being closed. Answers what became of it.
create or replace function control.finish_setup(organization uuid, connection bytea, lies_in text) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  s control.organization_setups;
begin
  perform from control.organizations where id = organization and founded_at is null and closes_at is null for update;
  if not found then return 'not-wanted'; end if;
  select * into s from control.organization_setups where organization_id = organization;
  if s.organization_id is null then return 'nothing'; end if;
  if s.region <> lies_in then return 'other-region'; end if;
  insert into control.placements (id, name, server, region, connection_sealed)
  values (s.placement_id, s.database_name, s.server, lies_in, connection);
  update control.organizations set placement_id = s.placement_id, region = nullif(lies_in, '') where id = organization;
  delete from control.organization_setups where organization_id = organization;
  insert into control.platform_log (act, organization_id, about) values ('organization.set-up', organization, s.database_name);
  return 'done';
end $$;
alter function control.finish_setup owner to {doorman};
revoke all on function control.finish_setup from public;
grant execute on function control.finish_setup to {app};
