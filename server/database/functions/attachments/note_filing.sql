-- Of a document that comes to lie in a chart it is said for good that it did. Nothing takes its bytes then: a process from before
-- anything was thrown away may file what was.
create or replace function tenant.note_filing() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if new.patient_id is not null then
    new.lay_in_chart := true;
    new.discarded_at := null;
    new.kept_until := null;
    new.discard_reason_sealed := null;
  end if;
  return new;
end $$;
revoke all on function tenant.note_filing from public;
