-- The account of an address, for an operator who was told it and switches something for it; null where there is none.
create or replace function control.account_named(address text) returns uuid
language sql stable security definer set search_path = '' as $$
  select a.id from control.accounts a
  where pg_catalog.lower(a.email) = pg_catalog.lower(address) and a.deleted_at is null and control.operator_role() = 'operator'
$$;
alter function control.account_named owner to {doorman};
revoke all on function control.account_named from public;
grant execute on function control.account_named to {operator};
