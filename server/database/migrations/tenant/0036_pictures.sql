-- expand
-- Pictures of people: a square file, and one small enough to stand beside a name in every list.
alter table tenant.files drop constraint files_purpose_check;
alter table tenant.files add constraint files_purpose_check check (purpose in ('logo', 'attachment', 'portrait'));

-- The small size of a file that is a portrait: a list asks for fifty at once, and reads them with its own statement.
create table tenant.file_previews (
  organization_id uuid not null,
  file_id uuid not null,
  small_sealed bytea not null,
  primary key (organization_id, file_id),
  foreign key (organization_id, file_id) references tenant.files
);
call tenant.guard('file_previews', 'select, insert, update, delete', audited => false);

-- Without a file: there was a picture, and its version goes on.
create table tenant.patient_pictures (
  organization_id uuid not null,
  patient_id uuid not null,
  file_id uuid,
  version int not null default 1,
  primary key (organization_id, patient_id),
  foreign key (organization_id, patient_id) references tenant.patients,
  foreign key (organization_id, file_id) references tenant.files
);
create unique index patient_pictures_by_file on tenant.patient_pictures (organization_id, file_id);
call tenant.guard('patient_pictures', 'select, insert, update, delete', key => 'patient_id', portal => 'linked',
  portal_columns => 'organization_id, patient_id, file_id');

create table tenant.practitioner_pictures (
  organization_id uuid not null,
  practitioner_id uuid not null,
  file_id uuid,
  version int not null default 1,
  primary key (organization_id, practitioner_id),
  foreign key (organization_id, practitioner_id) references tenant.practitioners,
  foreign key (organization_id, file_id) references tenant.files
);
create unique index practitioner_pictures_by_file on tenant.practitioner_pictures (organization_id, file_id);
call tenant.guard('practitioner_pictures', 'select, insert, update, delete', key => 'practitioner_id');
