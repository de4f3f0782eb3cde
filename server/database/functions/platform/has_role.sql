-- Whether an organization made a role of its own by that key, as an operator asks who names it: no more is told of it.
create or replace function control.has_role(organization uuid, role_key text) returns boolean
language sql stable security definer set search_path = '' as $$
  select control.operator_role() is not null
    and exists (select from control.roles r where r.organization_id = organization and r.key = role_key)
$$;
alter function control.has_role owner to {doorman};
revoke all on function control.has_role from public;
grant execute on function control.has_role to {operator};
