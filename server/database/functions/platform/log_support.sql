-- Each step of a support access stands in the platform's log, whoever takes it: members of the organization are not named there.
create or replace function control.log_support() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  is_operator constant boolean := control.operator_role() is not null;
begin
  if tg_op = 'UPDATE' and old.state = new.state then return null; end if;
  insert into control.platform_log (act, account_id, organization_id, operator_id, reason)
  values (
    case new.state
      when 'asked' then 'support.ask'
      when 'withdrawn' then 'support.withdraw'
      when 'lapsed' then 'support.lapse'
      when 'refused' then 'support.refuse'
      when 'granted' then case when new.is_break_glass then 'support.break-glass' else 'support.grant' end
      else case new.ended_by when 'operator' then 'support.end' else 'support.stop' end
    end,
    case when is_operator then nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid end,
    new.organization_id,
    case when new.account_id is distinct from nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid then new.account_id end,
    case when new.state = 'asked' then new.reason when new.is_break_glass and new.state = 'granted' then new.break_glass_reason end);
  return null;
end $$;
alter function control.log_support owner to {doorman};
revoke all on function control.log_support from public;
