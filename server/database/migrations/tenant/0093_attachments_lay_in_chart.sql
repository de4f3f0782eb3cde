-- expand
-- What once lay in a chart is never thrown away, wherever it lies now. Of what is there already nobody knows where it lay: all of it counts
-- as if it had, but for what nothing was done to since it came (its first version).
alter table tenant.document_references add column lay_in_chart boolean not null default true;
alter table tenant.document_references alter column lay_in_chart set default false;
create trigger filed before insert or update on tenant.document_references for each row execute function tenant.note_filing();
