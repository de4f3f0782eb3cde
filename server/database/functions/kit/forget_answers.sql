-- Takes away answers that were given 48 hours ago, so many at most: whoever repeats a request does so within a day.
create or replace function {schema}.forget_answers(most int) returns int
language sql volatile security definer set search_path = '' as $$
  with old as (
    select k.ctid from {schema}.idempotency_keys k
    where k.at < pg_catalog.statement_timestamp() - interval '48 hours' order by k.at limit most),
  gone as (delete from {schema}.idempotency_keys k using old where k.ctid = old.ctid returning 1)
  select pg_catalog.count(*)::int from gone
$$;
alter function {schema}.forget_answers owner to {retention};
revoke all on function {schema}.forget_answers from public;
grant execute on function {schema}.forget_answers to {app};
