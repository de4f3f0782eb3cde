-- Lets the account of the setting run the platform; its verified address must be the invited one. Once.
create or replace function control.accept_operator_invitation(hash bytea) returns table (outcome text, role text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  me control.accounts;
  offer control.operator_invitations;
begin
  select * into me from control.accounts a where a.id = nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid;
  select * into offer from control.operator_invitations i where i.token_hash = hash for update;
  if offer.id is null or me.id is null or not me.email_verified or pg_catalog.lower(me.email) <> pg_catalog.lower(offer.email) then
    return query select 'not-found', null::text; return;
  end if;
  if offer.state <> 'open' or offer.expires_at <= pg_catalog.clock_timestamp() then
    return query select 'operator-invitation-ended', null::text; return;
  end if;
  update control.operator_invitations i set state = 'accepted', accepted_by = me.id where i.id = offer.id;
  insert into control.operators as o (account_id, role) values (me.id, offer.role)
    on conflict (account_id) do update set since = pg_catalog.clock_timestamp(), role = excluded.role, ended_at = null
    where o.ended_at is not null;
  insert into control.platform_log (act, operator_id, about)
    select 'operator.accept', me.id, o.role from control.operators o where o.account_id = me.id;
  return query select 'accepted', o.role from control.operators o where o.account_id = me.id;
end $$;
alter function control.accept_operator_invitation owner to {doorman};
revoke all on function control.accept_operator_invitation from public;
grant execute on function control.accept_operator_invitation to {app};
