-- Joins the account of the setting, whose verified address must be the invited one. A membership that exists stays as it is.
create or replace function control.accept_invitation(hash bytea) returns table (outcome text, slug text, organization_name text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  me control.accounts;
  found_one control.invitations;
  where_to control.organizations;
begin
  select * into me from control.accounts a where a.id = nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid;
  select * into found_one from control.invitations i where i.token_hash = hash for update;
  if found_one.id is null or me.id is null or not me.email_verified
    or pg_catalog.lower(me.email) <> pg_catalog.lower(found_one.email)
  then
    return query select 'not-found', null::text, null::text; return;
  end if;
  if found_one.state <> 'open' or found_one.expires_at <= pg_catalog.clock_timestamp() then
    return query select 'invitation-ended', null::text, null::text; return;
  end if;
  update control.invitations i set state = 'accepted', accepted_by = me.id
    where i.organization_id = found_one.organization_id and i.id = found_one.id;
  insert into control.memberships (organization_id, account_id, role_key, clinic_ids)
    values (found_one.organization_id, me.id, found_one.role_key, found_one.clinic_ids) on conflict do nothing;
  select * into where_to from control.organizations o where o.id = found_one.organization_id;
  return query select 'joined', where_to.slug, where_to.name;
end $$;
alter function control.accept_invitation owner to {doorman};
revoke all on function control.accept_invitation from public;
grant execute on function control.accept_invitation to {app};
