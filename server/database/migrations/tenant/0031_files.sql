-- expand
-- What is known of a file; its bytes lie sealed elsewhere, part by part. Who sends it sees it until something uses it.
create table tenant.files (
  organization_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  purpose text not null check (purpose in ('logo', 'attachment')),
  state text not null default 'pending' check (state in ('pending', 'held', 'kept', 'deleted')),
  size bigint not null check (size > 0),
  -- by its content; null while it is not whole
  type text,
  facts_sealed bytea not null,
  key_sealed bytea not null,
  used_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id),
  check (type is not null or state not in ('held', 'kept'))
);
create index files_unused on tenant.files (created_at) where used_at is null and state in ('pending', 'kept');
create index files_to_clear on tenant.files (created_at) where state in ('deleted', 'held');
call tenant.guard('files', 'select, insert, update, delete');
grant select on tenant.files to {relay};
create policy relay_reads on tenant.files for select to {relay} using (true);

-- A row comes before its bytes and goes after them, so that no bytes lie anywhere that nobody knows of.
create table tenant.file_parts (
  organization_id uuid not null,
  id uuid not null,
  file_id uuid not null,
  number int not null check (number >= 0),
  state text not null default 'arriving' check (state in ('arriving', 'arrived', 'discarded')),
  -- a keyed hash of the content: the same part twice is one
  fingerprint bytea,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id),
  foreign key (organization_id, file_id) references tenant.files,
  check (fingerprint is not null or state <> 'arrived')
);
create unique index file_parts_arrived on tenant.file_parts (organization_id, file_id, number) where state = 'arrived';
create index file_parts_by_file on tenant.file_parts (organization_id, file_id);
create index file_parts_arriving on tenant.file_parts (created_at) where state = 'arriving';
create index file_parts_discarded on tenant.file_parts (created_at) where state = 'discarded';
call tenant.guard('file_parts', 'select, insert, update, delete', audited => false);
grant select on tenant.file_parts to {relay};
create policy relay_reads on tenant.file_parts for select to {relay} using (true);

-- How an organization shows itself.
create table tenant.brands (
  organization_id uuid primary key,
  logo_file_id uuid,
  version int not null default 1,
  foreign key (organization_id, logo_file_id) references tenant.files
);
call tenant.guard('brands', 'select, insert, update', key => 'organization_id');
