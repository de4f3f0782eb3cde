-- When the bytes of the next discarded document may go (document_references_discarded); null: there is none.
create or replace function tenant.next_discarded_document_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select d.kept_until from tenant.document_references d where d.kept_until is not null order by d.kept_until limit 1
$$;
alter function tenant.next_discarded_document_at owner to {relay};
revoke all on function tenant.next_discarded_document_at from public;
grant execute on function tenant.next_discarded_document_at to {app};
