-- An organization that is being closed needs no database of its own any more; what was made of it is gone by then.
create or replace function control.give_up_setup(organization uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform from control.organizations where id = organization and closes_at is not null for update;
  if not found then return; end if;
  delete from control.organization_setups where organization_id = organization;
  if found then
    insert into control.platform_log (act, organization_id) values ('organization.give-up-setup', organization);
  end if;
end $$;
alter function control.give_up_setup owner to {doorman};
revoke all on function control.give_up_setup from public;
grant execute on function control.give_up_setup to {app};
