-- Has an organization closed on a day, or at once where nobody ever came in; from now on nothing can be added. Answers what became of it.
create or replace function control.ask_closing(organization uuid, day date, at_once boolean, why text) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  o control.organizations;
  today date;
  closes timestamptz;
begin
  -- its own people by the gate's setting, and whoever runs the platform
  if organization is distinct from nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid
    and control.operator_role() is distinct from 'operator' then return 'not-found'; end if;
  select * into o from control.organizations where id = organization for update;
  if o.id is null then return 'not-found'; end if;
  if o.closes_at is not null or o.status in ('moving', 'closed') then return 'wrong-state'; end if;
  today := (pg_catalog.statement_timestamp() at time zone o.time_zone)::date;
  if at_once then
    if o.founded_at is not null or exists (select from control.memberships m where m.organization_id = o.id)
      or exists (select from control.uses u where u.organization_id = o.id) then return 'used'; end if;
    closes := pg_catalog.statement_timestamp();
  elsif day < today + 30 then
    return 'too-early';
  else
    closes := coalesce(day, today + 30)::timestamp at time zone o.time_zone;
  end if;
  insert into control.closings (organization_id, asked_by, reason, closes_at, shred_after)
  values (o.id, nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid, why, closes, closes + interval '30 days');
  update control.organizations set status = 'read-only', status_reason = why, status_since = pg_catalog.clock_timestamp(),
    closes_at = closes, resumes_as = o.status, resumes_reason = o.status_reason
  where id = o.id;
  insert into control.platform_log (act, organization_id, about, reason)
  values ('closing.ask', o.id, (closes at time zone o.time_zone)::date::text, why);
  return 'asked';
end $$;
alter function control.ask_closing owner to {doorman};
revoke all on function control.ask_closing from public;
grant execute on function control.ask_closing to {app}, {operator};
