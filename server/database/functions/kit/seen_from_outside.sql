-- What those who come from outside see of a table, one line a table: {portal}, patients and whoever answers for them, and {visitor}.
-- portal, visitor: `nothing`; `linked`, rows of patients that the account is linked to; `linked:<what>`, where the link opens that; or a
-- condition, which is met below the row security of the same role. columns: those that may be read; null: all of them.
-- Each call is a table's whole answer: what was seen before is seen no more.
create or replace procedure tenant.seen_from_outside(
  name text,
  portal text default 'nothing', portal_columns text default null,
  visitor text default 'nothing', visitor_columns text default null)
language plpgsql set search_path = pg_catalog as $$
declare
  own text := 'organization_id = (select nullif(current_setting(''app.organization_id'', true), '''')::uuid)';
  patient text := case name when 'patients' then 'id' else 'patient_id' end;
  seer record;
begin
  for seer in select * from (values
      ('portal_sees', '{portal}', portal, portal_columns),
      ('visitor_sees', '{visitor}', visitor, visitor_columns)) as s (policy, role, sees, columns)
  loop
    execute format('drop policy if exists %I on tenant.%I', seer.policy, name);
    execute format('revoke all on tenant.%I from %s', name, seer.role);
    if seer.sees = 'nothing' then
      execute format('create policy %I on tenant.%I for select to %s using (false)', seer.policy, name, seer.role);
      continue;
    end if;
    execute format('create policy %I on tenant.%I for select to %s using (%s and (%s))', seer.policy, name, seer.role, own,
      case
        when seer.sees = 'linked' then format('%I = any ((select tenant.linked_patients())::uuid[])', patient)
        when seer.sees like 'linked:%' then format('%I = any ((select tenant.linked_patients(%L))::uuid[])', patient, substr(seer.sees, 8))
        else seer.sees
      end);
    execute format('grant select %s on tenant.%I to %s', '(' || seer.columns || ')', name, seer.role);
  end loop;
end $$;
revoke all on procedure tenant.seen_from_outside from public;
