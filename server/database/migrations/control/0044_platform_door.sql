-- expand
-- What the application becomes for an operator. Every policy asks whether the account of the setting is one, so that the role alone
-- opens nothing; of an organization's members, invitations and accounts it reads the columns that it counts.
grant usage on schema control to {operator};

create trigger operator_ended after update of deleted_at on control.accounts
  for each row when (old.deleted_at is null and new.deleted_at is not null) execute function control.end_operator();

grant select, update (role, ended_at) on control.operators to {operator};
grant select, insert, update (state) on control.operator_invitations to {operator};
grant select, insert on control.platform_log to {operator};
grant select (id, name, email, has_second_factor) on control.accounts to {operator};
grant select, insert on control.organizations to {operator};
grant insert on control.organization_slugs, control.organization_keys to {operator};
grant select (organization_id) on control.memberships to {operator};
grant select (organization_id, role_key, state, expires_at), insert, update (state) on control.invitations to {operator};
grant select (organization_id, last_at) on control.uses to {operator};
grant select, insert, update on control.organization_sizes to {operator};
grant select on control.dead_jobs to {operator};
grant insert on control.audit_events to {operator};
grant select (state, created_at), insert (id, kind, sealed) on control.account_messages to {operator};
-- tables of the installation, which hold no organization's rows
grant select on control.plans, control.health to {operator};
grant select (id, name) on control.placements to {operator};
grant select (placement_id, failures) on control.due_work to {operator};

do $$
declare
  seen text;
  is_one constant text := '(select control.operator_role()) is not null';
  may_write constant text := '(select control.operator_role()) = ''operator''';
  -- once somebody works there, an operator brings nobody in
  is_nobodys constant text := ' and not exists (select from control.memberships m where m.organization_id = %I.organization_id)';
begin
  foreach seen in array array['operators', 'operator_invitations', 'platform_log', 'organizations', 'memberships', 'uses', 'dead_jobs',
    'organization_sizes', 'account_messages']
  loop
    execute format('create policy operator_reads on control.%I for select to {operator} using (%s)', seen, is_one);
  end loop;
  foreach seen in array array['operator_invitations', 'organizations', 'organization_sizes'] loop
    execute format('create policy operator_adds on control.%I for insert to {operator} with check (%s)', seen, may_write);
  end loop;
  foreach seen in array array['operators', 'operator_invitations', 'organization_sizes'] loop
    execute format('create policy operator_changes on control.%I for update to {operator} using (%s) with check (%s)', seen,
      may_write, may_write);
  end loop;
  foreach seen in array array['organization_slugs', 'organization_keys'] loop
    execute format('create policy operator_founds on control.%I for insert to {operator} with check (%s)', seen,
      may_write || format(is_nobodys, seen));
  end loop;
  execute format('create policy operator_reads on control.invitations for select to {operator} using (%s)',
    is_one || ' and role_key = ''owner''');
  execute format('create policy operator_invites on control.invitations for insert to {operator} with check (%s)',
    may_write || ' and role_key = ''owner''' || format(is_nobodys, 'invitations'));
  execute format('create policy operator_withdraws on control.invitations for update to {operator} using (%s) with check (%s)',
    may_write || ' and role_key = ''owner''' || format(is_nobodys, 'invitations'), may_write || ' and role_key = ''owner''');
  -- operators of today and before, and nobody else
  execute format('create policy operator_reads on control.accounts for select to {operator} using (%s)',
    is_one || ' and id in (select o.account_id from control.operators o)');
  execute format('create policy operator_records on control.platform_log for insert to {operator} with check (%s)',
    may_write || ' and account_id = (select nullif(current_setting(''app.account_id'', true), '''')::uuid)');
  execute format('create policy operator_records on control.audit_events for insert to {operator} with check (%s)', may_write);
  execute format('create policy operator_writes on control.account_messages for insert to {operator} with check (%s)',
    may_write || ' and state = ''waiting''');
end $$;
