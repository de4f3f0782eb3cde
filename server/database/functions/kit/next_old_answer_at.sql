-- When the oldest answer that is kept may go (idempotency_keys_by_age); null: there is none.
create or replace function {schema}.next_old_answer_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select k.at + interval '48 hours' from {schema}.idempotency_keys k order by k.at limit 1
$$;
alter function {schema}.next_old_answer_at owner to {retention};
revoke all on function {schema}.next_old_answer_at from public;
grant execute on function {schema}.next_old_answer_at to {app};
