-- All organizations in the order of their ids, for the operator's commands.
create or replace function control.organizations_after(after uuid, most int) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select o.id from control.organizations o where after is null or o.id > after order by o.id limit most
$$;
alter function control.organizations_after owner to {doorman};
revoke all on function control.organizations_after from public;
grant execute on function control.organizations_after to {app};
