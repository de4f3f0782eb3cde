-- expand
-- Links in mails: what a link is about, until when and how often it works. What it proves to know is a keyed hash of its id and of what
-- it may do, which is not kept: nobody who reads this table can open one.
create table tenant.links (
  organization_id uuid not null,
  id uuid not null,
  purpose text not null check (purpose in ('appointment')),
  -- the row that it is about, of the table that its purpose names
  subject_id uuid not null,
  expires_at timestamptz not null,
  -- how often something was done by it; looking is no use
  uses int not null default 0,
  -- null: as often as one likes
  max_uses int check (max_uses > 0),
  withdrawn_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id)
);
create unique index links_by_subject on tenant.links (organization_id, purpose, subject_id) where withdrawn_at is null;
create index links_by_expiry on tenant.links (organization_id, expires_at);
call tenant.guard('links', 'select, insert, update, delete', audited => false);
