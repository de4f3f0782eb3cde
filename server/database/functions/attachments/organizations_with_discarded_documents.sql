-- Which organizations have discarded documents whose bytes may go.
create or replace function tenant.organizations_with_discarded_documents() returns table (organization_id uuid)
language sql stable security definer set search_path = '' as $$
  select distinct d.organization_id from tenant.document_references d where d.kept_until <= pg_catalog.statement_timestamp()
$$;
alter function tenant.organizations_with_discarded_documents owner to {relay};
revoke all on function tenant.organizations_with_discarded_documents from public;
grant execute on function tenant.organizations_with_discarded_documents to {app};
