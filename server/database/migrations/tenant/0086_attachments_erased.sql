-- expand
-- What was drawn on a document goes before the document, when its patient is erased.
grant select (organization_id, document_id), delete on tenant.document_annotations to {retention};
create policy erasure_sees on tenant.document_annotations for select to {retention}
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid));
create policy erasure_takes on tenant.document_annotations for delete to {retention}
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid));
grant select (id) on tenant.document_references to {retention};
