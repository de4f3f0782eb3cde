-- Takes away what was drawn on documents of these patients, of the setting's organization; only of patients who are being erased.
create or replace function tenant.erase_annotations(patients uuid[]) returns void
language sql volatile security definer set search_path = pg_catalog as $$
  delete from tenant.document_annotations a using tenant.document_references d, tenant.patients p
  where a.organization_id = nullif(current_setting('app.organization_id', true), '')::uuid
    and d.organization_id = a.organization_id and d.id = a.document_id
    and p.organization_id = a.organization_id and p.id = d.patient_id and p.id = any (patients) and p.erased_at is not null
$$;
alter function tenant.erase_annotations owner to {retention};
revoke all on function tenant.erase_annotations from public;
grant execute on function tenant.erase_annotations to {app};
