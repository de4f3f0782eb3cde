-- expand
-- Support: what an operator asks an organization for, and until when they are let in. Row and times are the truth: whoever may
-- come in is asked of control.open_support with each look, so that what has expired is over without anybody ending it.
create table control.support_accesses (
  organization_id uuid not null references control.organizations,
  id uuid not null default control.uuid_v7(),
  -- the operator who asks, and comes in by it alone
  account_id uuid not null references control.accounts,
  reason text not null check (length(reason) between 3 and 500),
  asked_scope text not null check (asked_scope in ('settings', 'records')),
  asks_to_write boolean not null,
  asked_minutes int not null check (asked_minutes between 15 and 480),
  state text not null default 'asked' check (state in ('asked', 'granted', 'refused', 'withdrawn', 'ended')),
  asked_at timestamptz not null default clock_timestamp(),
  -- from then on whoever asked may break the glass, where nobody answered and the organization does not rule it out
  may_open_at timestamptz not null default clock_timestamp() + interval '4 hours',
  answered_at timestamptz,
  -- a member of the organization; operators read every column but this
  answered_by uuid,
  -- what was granted: never more than was asked for
  scope text check (scope = 'settings' or scope = asked_scope),
  may_write boolean check (not may_write or asks_to_write),
  minutes int check (minutes between 1 and asked_minutes),
  begins_at timestamptz,
  expires_at timestamptz check (expires_at <= begins_at + make_interval(mins => minutes)),
  is_break_glass boolean not null default false,
  break_glass_reason text check (length(break_glass_reason) between 3 and 500),
  ended_at timestamptz,
  ended_by text check (ended_by in ('operator', 'organization')),
  version int not null default 1,
  primary key (organization_id, id),
  check ((begins_at is not null) = (state in ('granted', 'ended'))),
  check (begins_at is null or (scope is not null and may_write is not null and expires_at is not null)),
  check (is_break_glass = (break_glass_reason is not null)),
  check (not is_break_glass or (minutes <= 60 and not may_write))
);
-- of one operator, one question to an organization waits at a time
create unique index support_accesses_asked on control.support_accesses (organization_id, account_id) where state = 'asked';
create index support_accesses_by_account on control.support_accesses (account_id) where state = 'granted';
call control.guard('support_accesses', 'select');
grant update (state, answered_at, answered_by, scope, may_write, minutes, ended_at, ended_by) on control.support_accesses to {app};
create trigger keeps_order before update on control.support_accesses for each row execute function control.keep_support_order();
create trigger tenant_changed after insert or update on control.support_accesses
  for each row execute function control.tenant_changed('organization_id');
create trigger logged after insert or update of state on control.support_accesses
  for each row execute function control.log_support();
-- whoever runs the platform no more is nobody in any organization from this moment on
create trigger let_in_otherwise after update on control.operators for each row execute function control.operator_changed();

-- What an organization says of support in general; without a row the default holds.
create table control.support_rules (
  organization_id uuid primary key references control.organizations,
  allows_break_glass boolean not null default true,
  version int not null default 1
);
call control.guard('support_rules', 'select, insert, update', key => 'organization_id');

-- {doorman} says at the gate who is let in.
grant select on control.support_accesses to {doorman};
create policy doorman_reads on control.support_accesses for select to {doorman} using (true);

-- Members see by name who asked to come in, or was in.
create policy support on control.accounts for select to {app} using (id in (
  select s.account_id from control.support_accesses s
  where s.organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)));

-- whoever is let in sees which organizations these are
create policy supported on control.organizations for select to {app}
  using ((select nullif(current_setting('app.account_id', true), '')) is not null and id in (select control.organizations_supported()));

grant select (organization_id, id, account_id, reason, asked_scope, asks_to_write, asked_minutes, state, asked_at, may_open_at, answered_at,
  scope, may_write, minutes, begins_at, expires_at, is_break_glass, break_glass_reason, ended_at, ended_by, version),
  insert (organization_id, id, account_id, reason, asked_scope, asks_to_write, asked_minutes),
  update (state, scope, may_write, minutes, is_break_glass, break_glass_reason, ended_at, ended_by)
  on control.support_accesses to {operator};
grant select on control.support_rules to {operator};
create policy operator_reads on control.support_accesses for select to {operator} using ((select control.operator_role()) is not null);
create policy operator_reads on control.support_rules for select to {operator} using ((select control.operator_role()) is not null);
create policy operator_asks on control.support_accesses for insert to {operator}
  with check ((select control.operator_role()) = 'operator' and state = 'asked'
    and account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));
-- an operator takes back or ends; what they open is broken glass of their own, no sooner than may be
create policy operator_ends on control.support_accesses for update to {operator}
  using ((select control.operator_role()) = 'operator' and state in ('asked', 'granted'))
  with check ((select control.operator_role()) = 'operator' and (state in ('withdrawn', 'ended')
    or (state = 'granted' and is_break_glass and may_open_at <= clock_timestamp()
      and account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)
      and not exists (select from control.support_rules r
        where r.organization_id = support_accesses.organization_id and not r.allows_break_glass))));

-- By which support access it was done; beside the account, and like it from the transaction's own settings.
alter table control.audit_events add column support_id uuid default nullif(current_setting('app.support_id', true), '')::uuid;
