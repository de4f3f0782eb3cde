-- RFC 9562 §5.7, for servers before PostgreSQL 18
create or replace function {schema}.uuid_v7() returns uuid
language sql volatile parallel safe set search_path = pg_catalog as $$
  select encode(
    set_bit(set_bit(
      overlay(
        uuid_send(gen_random_uuid())
        placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
        from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;
grant execute on function {schema}.uuid_v7 to public;
