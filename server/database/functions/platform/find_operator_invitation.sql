-- The invitation behind a mailed link to run the platform.
create or replace function control.find_operator_invitation(hash bytea)
returns table (email text, role text, state text, expires_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select i.email, i.role,
    case when i.state = 'open' and i.expires_at <= pg_catalog.clock_timestamp() then 'expired' else i.state end, i.expires_at
  from control.operator_invitations i where i.token_hash = hash
$$;
alter function control.find_operator_invitation owner to {doorman};
revoke all on function control.find_operator_invitation from public;
grant execute on function control.find_operator_invitation to {app};
