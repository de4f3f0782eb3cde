-- expand
-- Long work: what a person asked for that takes its time, how far it is, and the file that it makes. It is its own account's alone;
-- where it is about an organization, it is asked for below that one's address.
create table control.works (
  id uuid primary key,
  kind text not null,
  account_id uuid not null,
  organization_id uuid,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  -- of two that would do the same one is enough
  once_key text,
  input_sealed bytea not null,
  -- of the file that it makes
  key_sealed bytea not null,
  -- how far it is, in steps; total is null while nobody can tell
  done int not null default 0,
  total int,
  -- where it goes on after its worker died, and how many pieces of the file were made until there
  place_sealed bytea,
  pieces int not null default 0,
  result_sealed bytea,
  error text check (error in ('interrupted', 'unavailable', 'unexpected')),
  attempts int not null default 0,
  not_before timestamptz not null default '-infinity',
  -- the worker that does it, which holds a lock of that name for as long as it lives, and this one of its times
  taken_by text,
  run uuid,
  cancel_asked_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  expires_at timestamptz,
  -- when something of it is to be taken away: its file, or all of it
  clear_at timestamptz,
  check ((state = 'running') = (run is not null))
);
create index works_by_account on control.works (account_id, created_at);
create index works_waiting on control.works (created_at) where state = 'queued';
create unique index works_running on control.works ((coalesce(organization_id, account_id))) where state = 'running';
create unique index works_once on control.works (account_id, once_key) where state in ('queued', 'running');
create index works_to_clear on control.works (clear_at) where clear_at is not null;

-- A row comes before its bytes and goes after them, so that no bytes lie anywhere that nobody knows of.
create table control.work_pieces (
  id uuid primary key,
  work_id uuid not null references control.works,
  account_id uuid not null,
  number int not null,
  -- null: its bytes are on their way
  size int
);
create index work_pieces_by_work on control.work_pieces (work_id, number);

do $$
declare name text;
begin
  foreach name in array array['works', 'work_pieces'] loop
    execute format('alter table control.%I enable row level security', name);
    execute format('alter table control.%I force row level security', name);
    execute format('create policy own_works on control.%I to {app}
      using (account_id = (select nullif(current_setting(''app.account_id'', true), '''')::uuid))
      with check (account_id = (select nullif(current_setting(''app.account_id'', true), '''')::uuid))', name);
    execute format('grant select, insert, update, delete on control.%I to {app}', name);
  end loop;
end $$;
-- what is asked for while the account proves who it is
grant select, insert on control.works to {auth};
create policy own_works_signing_in on control.works to {auth}
  using (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid))
  with check (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));
grant select, update on control.works to {relay};
create policy relay_reads on control.works for select to {relay} using (true);
create policy relay_marks on control.works for update to {relay} using (true) with check (true);
