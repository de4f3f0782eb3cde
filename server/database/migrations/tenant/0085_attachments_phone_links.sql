-- expand
-- Links that are shown to phones: for a quarter of an hour one of them adds pictures to one chart, and nothing else. What opens one
-- is made from its id by a key and lies nowhere.
create table tenant.phone_links (
  organization_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  made_by uuid not null,
  expires_at timestamptz not null,
  opened_at timestamptz,
  ended_at timestamptz,
  pictures int not null default 0 check (pictures between 0 and 30),
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references tenant.patients
);
create index phone_links_by_patient on tenant.phone_links (organization_id, patient_id);
call tenant.guard('phone_links', 'select, insert, update', audited => false, batch => 'nothing');
call tenant.moves_with_patient('phone_links');

-- by which link a picture came
alter table tenant.document_references add column phone_link_id uuid;
