-- When the next import that nobody ran, or that stopped in the middle, is to lose what it holds of people (imports_to_empty,
-- imports_stopped); null: none is.
create or replace function tenant.next_import_to_empty_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select least(
    (select i.created_at + interval '30 days' from tenant.imports i
      where i.emptied_at is null and i.state in ('draft', 'checking', 'checked') order by i.created_at limit 1),
    (select i.undo_until from tenant.imports i
      where i.emptied_at is null and i.state in ('running', 'undoing') order by i.undo_until limit 1))
$$;
alter function tenant.next_import_to_empty_at owner to {relay};
revoke all on function tenant.next_import_to_empty_at from public;
grant execute on function tenant.next_import_to_empty_at to {app};
