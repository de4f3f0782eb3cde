-- The keys of an organization, wrapped, for the statement that enters it. A token key that nothing is found by any more is left out.
create or replace function control.key_ring(organization uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
    'purpose', k.purpose, 'number', k.number, 'wrapped', pg_catalog.encode(k.wrapped, 'base64')))
  from control.organization_keys k
  where k.organization_id = organization and (k.purpose <> 'token' or k.retired_at is null)
$$;
alter function control.key_ring owner to {doorman};
revoke all on function control.key_ring from public;
grant execute on function control.key_ring to {app};
