-- What is made from names and contacts alone: no change of the record, so neither its version nor its audit knows of it. Nor does the audit
-- repeat an appointment's overbook_reason, which lay in clear before it was sealed.
create or replace function tenant.without_derived(record jsonb) returns jsonb
language sql immutable parallel safe set search_path = pg_catalog as $$
  select record - array['version', 'name_key', 'search_text', 'search_keys', 'fold_version', 'compared_version', 'overbook_reason']
$$;
revoke all on function tenant.without_derived from public;
grant execute on function tenant.without_derived to {app}, {retention};
