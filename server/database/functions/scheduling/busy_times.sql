-- Stretches in which other organizations have taken the account: times only, joined where they touch.
create or replace function control.busy_times(account uuid, since timestamptz, until timestamptz)
returns table (taken_from timestamptz, free_from timestamptz)
language plpgsql volatile security definer set search_path = '' as $$
declare
  organization uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid;
  spans pg_catalog.tstzmultirange;
begin
  if not exists (select from control.practices p
    where p.organization_id = organization and p.account_id = account and p.consent = 'given')
  then
    return;
  end if;
  perform pg_catalog.set_config('app.busy_account', account::text, true);
  select pg_catalog.range_agg(pg_catalog.tstzrange(b.taken_from, b.free_from)) into spans from control.busy b
    where b.account_id = account and b.organization_id <> organization and b.taken_from < until and b.free_from > since
      and (b.expires_at is null or b.expires_at > pg_catalog.clock_timestamp());
  perform pg_catalog.set_config('app.busy_account', '', true);
  return query select pg_catalog.lower(span), pg_catalog.upper(span) from pg_catalog.unnest(spans) span;
end $$;
alter function control.busy_times owner to {ledger};
revoke all on function control.busy_times from public;
grant execute on function control.busy_times to {app};
