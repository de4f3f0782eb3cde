-- Has the organization of the setting follow what it ordered and owes: its plan, and how it stands. What an operator decided, or who closes
-- it, has a reason and stays. A bill that is unpaid past its day is past due; so many days later only reading goes on.
create or replace function control.follow_subscription(grace_days int) returns void
language sql security definer set search_path = '' as $$
  with owed as (
    select min(i.due_on) as due_on from control.platform_invoices i
    where i.organization_id = nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid and i.state = 'open'
  ), stands as (
    select s.organization_id, s.plan, case
      when owed.due_on + grace_days < today.day then 'read-only'
      when owed.due_on < today.day then 'past-due'
      when s.trial_to > today.day then 'trial'
      else 'active' end as status
    from control.subscriptions s, owed, (select (pg_catalog.clock_timestamp() at time zone 'utc')::date as day) today
    where s.organization_id = nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid
  ), settled as (
    select s.organization_id, s.plan, case
      when stood.status in ('trial', 'active', 'past-due') or (stood.status = 'read-only' and stood.reason is null) then s.status
      else stood.status end as status
    from stands s join control.organizations o on o.id = s.organization_id
    cross join lateral (
      select coalesce(o.resumes_as, o.status) as status,
        case when o.resumes_as is null then o.status_reason else o.resumes_reason end as reason) stood
  )
  -- of one that is being closed it is what it goes back to: until then the closing says how it stands
  update control.organizations o set plan = s.plan,
    status = case when o.resumes_as is null then s.status else o.status end,
    resumes_as = case when o.resumes_as is not null then s.status end,
    status_since = case when o.resumes_as is not null or o.status = s.status then o.status_since else pg_catalog.clock_timestamp() end
  from settled s
  where o.id = s.organization_id and (o.plan <> s.plan or coalesce(o.resumes_as, o.status) <> s.status)
$$;
alter function control.follow_subscription owner to {doorman};
revoke all on function control.follow_subscription from public;
grant execute on function control.follow_subscription to {app}, {operator};
