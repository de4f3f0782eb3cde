-- The door: what must be known of an organization before its setting can be set. Owned by {doorman}, a role that nobody
-- can sign in as; each function answers about one organization and takes the account from the setting alone.
grant select on control.organizations, control.organization_slugs, control.organization_keys, control.roles to {doorman};
grant select, insert on control.memberships to {doorman};
grant select, update on control.invitations to {doorman};
create policy doorman_reads on control.organizations for select to {doorman} using (true);
create policy doorman_reads on control.organization_slugs for select to {doorman} using (true);
create policy doorman_reads on control.organization_keys for select to {doorman} using (true);
create policy doorman_reads on control.roles for select to {doorman} using (true);
create policy doorman_reads on control.memberships for select to {doorman} using (true);
create policy doorman_admits on control.memberships for insert to {doorman} with check (true);
create policy doorman_reads on control.invitations for select to {doorman} using (true);
create policy doorman_accepts on control.invitations for update to {doorman} using (true) with check (true);

create type control.entrance as (
  organization_id uuid, slug text, name text, kind text, country text, currency text, time_zone text, plan text, is_founded boolean,
  wrapped_key bytea, placement_id uuid, connection_sealed bytea,
  role_key text, role_name text, permissions text[], clinic_ids uuid[]
);

-- By address, present or past. role_key is null where the account of the setting is not a member.
create function control.enter(address text) returns setof control.entrance language sql stable security definer set search_path = '' as $$
  select o.id, o.slug, o.name, o.kind, o.country, o.currency, o.time_zone, o.plan, o.founded_at is not null,
    k.wrapped, p.id, p.connection_sealed, m.role_key, r.name, r.permissions, m.clinic_ids
  from control.organization_slugs s
  join control.organizations o on o.id = s.organization_id
  join control.organization_keys k on k.organization_id = o.id
  join control.placements p on p.id = o.placement_id
  left join control.memberships m on m.organization_id = o.id
    and m.account_id = nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid
  left join control.roles r on r.organization_id = o.id and r.key = m.role_key
  where s.slug = address
$$;

-- By id, for work that carries its organization: jobs, sweeps, links.
create function control.enter_by_id(organization uuid) returns setof control.entrance language sql stable security definer set search_path = '' as $$
  select o.id, o.slug, o.name, o.kind, o.country, o.currency, o.time_zone, o.plan, o.founded_at is not null,
    k.wrapped, p.id, p.connection_sealed, m.role_key, r.name, r.permissions, m.clinic_ids
  from control.organizations o
  join control.organization_keys k on k.organization_id = o.id
  join control.placements p on p.id = o.placement_id
  left join control.memberships m on m.organization_id = o.id
    and m.account_id = nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid
  left join control.roles r on r.organization_id = o.id and r.key = m.role_key
  where o.id = organization
$$;

create function control.find_invitation(hash bytea)
returns table (organization_id uuid, slug text, organization_name text, role_key text, role_name text, email text, state text, expires_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select o.id, o.slug, o.name, i.role_key, r.name, i.email,
    case when i.state = 'open' and i.expires_at <= pg_catalog.clock_timestamp() then 'expired' else i.state end, i.expires_at
  from control.invitations i
  join control.organizations o on o.id = i.organization_id
  left join control.roles r on r.organization_id = i.organization_id and r.key = i.role_key
  where i.token_hash = hash
$$;

-- Joins the account of the setting, whose verified address must be the invited one. A membership that exists stays as it is.
create function control.accept_invitation(hash bytea) returns table (outcome text, slug text, organization_name text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  me control.accounts;
  found_one control.invitations;
  where_to control.organizations;
begin
  select * into me from control.accounts a where a.id = nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid;
  select * into found_one from control.invitations i where i.token_hash = hash for update;
  if found_one.id is null or me.id is null or not me.email_verified or pg_catalog.lower(me.email) <> pg_catalog.lower(found_one.email) then
    return query select 'not-found', null::text, null::text; return;
  end if;
  if found_one.state <> 'open' or found_one.expires_at <= pg_catalog.clock_timestamp() then
    return query select 'invitation-ended', null::text, null::text; return;
  end if;
  update control.invitations i set state = 'accepted', accepted_by = me.id where i.organization_id = found_one.organization_id and i.id = found_one.id;
  insert into control.memberships (organization_id, account_id, role_key, clinic_ids)
    values (found_one.organization_id, me.id, found_one.role_key, found_one.clinic_ids) on conflict do nothing;
  select * into where_to from control.organizations o where o.id = found_one.organization_id;
  return query select 'joined', where_to.slug, where_to.name;
end $$;

alter function control.enter(text) owner to {doorman};
alter function control.enter_by_id(uuid) owner to {doorman};
alter function control.find_invitation(bytea) owner to {doorman};
alter function control.accept_invitation(bytea) owner to {doorman};
revoke all on function control.enter, control.enter_by_id, control.find_invitation, control.accept_invitation from public;
grant execute on function control.enter, control.enter_by_id, control.find_invitation, control.accept_invitation to {app};
