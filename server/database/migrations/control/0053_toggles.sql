-- expand
-- Which features operators switched on or off, and for whom. What there is to switch is declared in the contract; a rule of a key that
-- a release does not know waits for one that does.
create table control.toggle_rules (
  id uuid primary key default control.uuid_v7(),
  toggle text not null check (toggle ~ '^[a-z][a-z-]{0,59}$'),
  kind text not null check (kind in ('account', 'role', 'clinic', 'organization', 'percentage', 'plan', 'everybody')),
  -- null: of any organization
  organization_id uuid references control.organizations on delete cascade,
  -- the account, the role, the clinic, the plan or the percentage
  subject text,
  is_on boolean not null,
  reason text not null check (length(reason) between 1 and 500),
  at timestamptz not null default clock_timestamp(),
  check ((kind in ('organization', 'clinic')) = (organization_id is not null) or kind = 'role'),
  check ((kind in ('organization', 'everybody')) = (subject is null))
);
create unique index toggle_rules_once on control.toggle_rules (toggle, kind, organization_id, subject) nulls not distinct
  where kind <> 'percentage';
create unique index toggle_rules_one_percentage on control.toggle_rules (toggle) where kind = 'percentage';
create index toggle_rules_by_organization on control.toggle_rules (organization_id);
create index toggle_rules_by_subject on control.toggle_rules (kind, subject) where organization_id is null;
alter table control.toggle_rules enable row level security;
alter table control.toggle_rules force row level security;

-- what concerns one organization stands in its own log, and every process asks again
create trigger told after insert on control.toggle_rules
  for each row when (new.organization_id is not null) execute function control.record_change('id');
create trigger told_when_removed after delete on control.toggle_rules
  for each row when (old.organization_id is not null) execute function control.record_change('id');
create trigger tenant_changed after insert or delete on control.toggle_rules
  for each row execute function control.tenant_changed('organization_id');

grant select on control.toggle_rules to {doorman};
create policy doorman_reads on control.toggle_rules for select to {doorman} using (true);
grant select, insert, delete on control.toggle_rules to {operator};
create policy operator_reads on control.toggle_rules for select to {operator} using ((select control.operator_role()) is not null);
create policy operator_decides on control.toggle_rules for insert to {operator}
  with check ((select control.operator_role()) = 'operator');
create policy operator_takes_back on control.toggle_rules for delete to {operator}
  using ((select control.operator_role()) = 'operator');
-- of an account that a rule names: who it is
create policy operator_reads_named on control.accounts for select to {operator}
  using ((select control.operator_role()) is not null
    and exists (select from control.toggle_rules r where r.kind = 'account' and r.subject = accounts.id::text));
