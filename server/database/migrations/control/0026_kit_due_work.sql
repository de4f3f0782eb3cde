-- expand: what has to be done in which database and when next, one row a database and kind.
-- No organization's rows: ids of databases, names of ours.
create table control.due_work (
  placement_id uuid not null references control.placements on delete cascade,
  kind text not null,
  -- infinity: nothing is known to come
  next_at timestamptz not null default clock_timestamp(),
  -- it rests until then, whoever asks for it
  not_before timestamptz not null default '-infinity',
  -- the worker that does it, which holds a lock of that name for as long as it lives
  taken_by text,
  -- times in a row that the database did not answer
  failures int not null default 0,
  -- of the code that looked last
  revision text not null default '',
  primary key (placement_id, kind)
);
create index due_work_next on control.due_work (greatest(next_at, not_before)) where taken_by is null and next_at < 'infinity';
create index due_work_taken on control.due_work (taken_by) where taken_by is not null;
grant select, insert, update on control.due_work to {app};

-- Databases that will be looked at in a given moment, because somebody may have written and then died before saying so.
create table control.promised_looks (
  look_at timestamptz not null,
  placement_id uuid not null references control.placements on delete cascade,
  primary key (look_at, placement_id)
);
grant select, insert, delete on control.promised_looks to {app};

-- the next of each, at the end of an index
create index account_messages_new on control.account_messages (created_at) where state = 'waiting' and claimed_at is null;
create index account_messages_tried on control.account_messages (state, claimed_at)
  where claimed_at is not null and state in ('waiting', 'sending');
create index user_deleting on auth."user" (deleting_at) where deleting_at is not null;
create index guess_by_end on auth.guess (window_ends_at);
