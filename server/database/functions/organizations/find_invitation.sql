-- The invitation behind a mailed link.
create or replace function control.find_invitation(hash bytea)
returns table (
  organization_id uuid, slug text, organization_name text, role_key text, role_name text, email text, state text, expires_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select o.id, o.slug, o.name, i.role_key, r.name, i.email,
    case when i.state = 'open' and i.expires_at <= pg_catalog.clock_timestamp() then 'expired' else i.state end, i.expires_at
  from control.invitations i
  join control.organizations o on o.id = i.organization_id
  left join control.roles r on r.organization_id = i.organization_id and r.key = i.role_key
  where i.token_hash = hash
$$;
alter function control.find_invitation owner to {doorman};
revoke all on function control.find_invitation from public;
grant execute on function control.find_invitation to {app};
