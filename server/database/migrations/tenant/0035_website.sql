-- expand
-- Whether an organization shows itself to everybody, and which sites may show its card. Who has not been here is off.
create table tenant.websites (
  organization_id uuid primary key,
  is_public boolean not null default false,
  embed_origins text[] not null default '{}' check (cardinality(embed_origins) <= 10),
  version int not null default 1
);
call tenant.guard('websites', 'select, insert, update', key => 'organization_id', visitor => 'is_public',
  visitor_columns => 'organization_id, is_public, embed_origins');

-- With the page, its logo: the file and its parts, and no other file.
call tenant.seen_from_outside('brands',
  visitor => 'organization_id in (select w.organization_id from tenant.websites w)', visitor_columns => 'organization_id, logo_file_id');
call tenant.seen_from_outside('files',
  visitor => $$state = 'kept' and id in (select b.logo_file_id from tenant.brands b)$$,
  visitor_columns => 'organization_id, id, account_id, purpose, state, size, type, facts_sealed, key_sealed, used_at');
call tenant.seen_from_outside('file_parts',
  visitor => $$state = 'arrived' and file_id in (select b.logo_file_id from tenant.brands b)$$,
  visitor_columns => 'organization_id, id, file_id, number, state, fingerprint');
