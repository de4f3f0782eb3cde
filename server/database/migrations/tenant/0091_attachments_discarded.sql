-- expand
-- A scan that is nobody's is discarded, with why; a day later its bytes go, and kept_until is empty again.
alter table tenant.document_references
  add column discarded_at timestamptz,
  add column kept_until timestamptz,
  add column discard_reason_sealed bytea;
create index document_references_discarded on tenant.document_references (kept_until) where kept_until is not null;
grant select (organization_id, kept_until) on tenant.document_references to {relay};
create policy relay_reads on tenant.document_references for select to {relay} using (kept_until is not null);
