-- Whom a key stands for. Its organization and its ticks bound what may be asked; the membership of whoever made it does, too.
create or replace function control.find_api_key(hash bytea)
returns table (organization_id uuid, id uuid, account_id uuid, permissions text[])
language sql stable security definer set search_path = '' as $$
  select k.organization_id, k.id, k.created_by, k.permissions from control.api_keys k
  where k.secret_hash = hash and k.revoked_at is null and k.expires_at > pg_catalog.clock_timestamp()
$$;
alter function control.find_api_key owner to {doorman};
revoke all on function control.find_api_key from public;
grant execute on function control.find_api_key to {auth};
