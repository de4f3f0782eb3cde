-- expand
-- What was drawn on a picture: data beside it, by whom and when; the picture stays as it is.
create table tenant.document_annotations (
  organization_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  marks_sealed bytea not null,
  status text not null default 'current' check (status in ('current', 'entered-in-error')),
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, document_id) references tenant.document_references
);
create index document_annotations_by_document on tenant.document_annotations (organization_id, document_id, recorded_at, id);
call tenant.guard('document_annotations', 'select, insert, update');
