-- Whether an update changes nothing but the key that columns are sealed under, each to a higher number: no change of the record.
-- It is asked where a rotation says that it is one (app.resealing); a value sealed anew under the same key is a change all the same.
create or replace function {schema}.is_resealed(was jsonb, is_now jsonb) returns boolean
language sql immutable parallel safe set search_path = pg_catalog as $$
  select coalesce(bool_and(f.key like '%\_sealed' and n.after > n.before), false)
  from jsonb_each_text(is_now) f, lateral (
    select max(k.number) filter (where k.is_old) as before, max(k.number) filter (where not k.is_old) as after
    from (values (true, was ->> f.key), (false, f.value)) as v (is_old, bytes), lateral (
      select v.is_old, case when v.bytes like '\\x02%' then ('x' || substr(v.bytes, 5, 4))::bit(16)::int
        when v.bytes like '\\x01%' then 1 end as number) k) n
  where was ->> f.key is distinct from f.value
$$;
revoke all on function {schema}.is_resealed from public;
grant execute on function {schema}.is_resealed to {app}, {doorman}, {operator};
