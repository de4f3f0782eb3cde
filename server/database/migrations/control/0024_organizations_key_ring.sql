-- expand
-- Keys are numbered: what is sealed names the number of its key. Searches and mailed links have keys of their own, so that a new key for
-- sealing leaves them as they are. What has one row here is read as before: its other keys are derived until they are written down.
alter table control.organization_keys
  add column purpose text not null default 'seal' check (purpose in ('seal', 'token', 'link', 'audit')),
  add column number int not null default 1 check (number between 1 and 65535),
  add column created_at timestamptz not null default clock_timestamp(),
  -- nothing stands under it any more; it opens what a backup brings back
  add column retired_at timestamptz;
alter table control.organization_keys drop constraint organization_keys_pkey;
alter table control.organization_keys add primary key (organization_id, purpose, number);
grant update (retired_at), delete on control.organization_keys to {app};

-- How far a new number has come: what it stands at, what is sealed or made anew under it, and up to which row.
create table control.key_rotations (
  organization_id uuid not null references control.organizations,
  number int not null,
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  primary key (organization_id, number)
);
call control.guard('key_rotations', 'select, insert, update, delete', audited => false);

create table control.key_rotation_steps (
  organization_id uuid not null,
  number int not null,
  -- a table, or what a feature makes from the token key
  subject text not null,
  -- the second one meets what requests under way wrote with the keys of before
  pass int not null check (pass in (1, 2)),
  -- the key of the last row that was looked at; null: none was
  after text,
  rows bigint not null default 0,
  finished_at timestamptz,
  primary key (organization_id, number, pass, subject),
  foreign key (organization_id, number) references control.key_rotations on delete cascade
);
call control.guard('key_rotation_steps', 'select, insert, update, delete', audited => false);
