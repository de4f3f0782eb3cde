-- Invites somebody while nobody runs the platform; false where somebody does. Nobody but the owner of the database may call it, as
-- {doorman}: the command line does. An earlier invitation ends.
create or replace function control.invite_first_operator(hash bytea, address text) returns boolean
language plpgsql volatile set search_path = '' as $$
begin
  lock table control.operator_invitations in share row exclusive mode;
  if exists (select from control.operators o where o.ended_at is null and o.role = 'operator') then return false; end if;
  update control.operator_invitations i set state = 'withdrawn' where i.state = 'open';
  insert into control.operator_invitations (email, role, token_hash, expires_at)
    values (address, 'operator', hash, pg_catalog.clock_timestamp() + interval '1 day');
  insert into control.platform_log (act, about) values ('operator.invite', address);
  return true;
end $$;
alter function control.invite_first_operator owner to {doorman};
revoke all on function control.invite_first_operator from public;
