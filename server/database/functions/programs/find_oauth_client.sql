-- The application that asks a member for access, with the organization that lets it in.
create or replace function control.find_oauth_client(client uuid)
returns table (
  organization_id uuid, slug text, organization_name text, id uuid, name text, redirect_uris text[], secret_hash bytea, scopes text[])
language sql stable security definer set search_path = '' as $$
  select c.organization_id, o.slug, o.name, c.id, c.name, c.redirect_uris, c.secret_hash, c.scopes
  from control.oauth_clients c join control.organizations o on o.id = c.organization_id
  where c.id = client and c.removed_at is null
$$;
alter function control.find_oauth_client owner to {doorman};
revoke all on function control.find_oauth_client from public;
grant execute on function control.find_oauth_client to {auth};
