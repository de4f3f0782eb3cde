-- Lets an appointment occupy exactly `res` and, where `pool` is not empty, one free resource of it. Book, hold, confirm
-- and move are this one function. 23P01: taken. Answers what was taken from the pool and whether it lies over another.
create or replace function tenant.occupy(appt uuid, res uuid[], pool uuid[], s timestamptz, e timestamptz, before interval, after interval,
  expires timestamptz default null, overbook boolean default false, out taken uuid, out is_over boolean, out is_shared boolean)
language plpgsql set search_path = '' as $$
declare
  o uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid;
  t0 timestamptz := s - before;
  f1 timestamptz := e + after;
  wanted uuid[] := res;
  r uuid; met uuid[]; together uuid;
begin
  is_over := false;
  -- locks first, in a statement of their own: every later statement sees what was committed while we waited
  perform from tenant.resources x where x.organization_id = o
    and (x.id = any (res) or x.id = any (pool) or x.id in (select c.resource_id from tenant.claims c where c.organization_id = o and c.appointment_id = appt))
    order by x.id for no key update;
  is_shared := exists (select from tenant.resources x where x.organization_id = o and x.id = any (res) and x.shared);
  delete from tenant.claims c where c.organization_id = o and (c.resource_id = any (res) or c.resource_id = any (pool)) and c.expires_at <= pg_catalog.clock_timestamp();
  if pg_catalog.cardinality(pool) > 0 then
    -- what it holds already comes first, then the order of the pool
    select x into taken from pg_catalog.unnest(pool) with ordinality as u(x, nth)
      where not exists (select from tenant.claims c where c.organization_id = o and c.resource_id = x and c.appointment_id <> appt
        and c.taken_from > t0 - interval '7 days' and c.taken_from < f1 and c.free_from > t0
        and (c.starts_at < f1 and s < c.free_from or c.taken_from < e and t0 < c.ends_at))
      order by exists (select from tenant.claims c where c.organization_id = o and c.resource_id = x and c.appointment_id = appt) desc, nth limit 1;
    if taken is null then
      if not overbook then raise exclusion_violation using message = 'no resource of the pool is free'; end if;
      taken := pool[1];
    end if;
    wanted := res || taken;
  end if;
  delete from tenant.claims c where c.organization_id = o and c.appointment_id = appt
    and (c.resource_id <> all (wanted) or (c.taken_from, c.starts_at, c.ends_at, c.free_from) is distinct from (t0, s, e, f1));
  update tenant.claims c set expires_at = expires where c.organization_id = o and c.appointment_id = appt and c.expires_at is distinct from expires;
  for r in select x from pg_catalog.unnest(wanted) x
    where not exists (select from tenant.claims c where c.organization_id = o and c.resource_id = x and c.appointment_id = appt) order by x
  loop
    together := pg_catalog.gen_random_uuid();
    if overbook then
      select pg_catalog.array_agg(c.party) into met from tenant.claims c where c.organization_id = o and c.resource_id = r
        and c.taken_from > t0 - interval '7 days' and c.taken_from < f1 and c.free_from > t0
        and (c.starts_at < f1 and s < c.free_from or c.taken_from < e and t0 < c.ends_at);
      if met is not null then
        is_over := true;
        update tenant.claims c set party = together where c.organization_id = o and c.resource_id = r and c.party = any (met);
      end if;
    end if;
    insert into tenant.claims (organization_id, resource_id, appointment_id, party, taken_from, starts_at, ends_at, free_from, expires_at)
    values (o, r, appt, together, t0, s, e, f1, expires);
  end loop;
end $$;
revoke all on function tenant.occupy from public;
grant execute on function tenant.occupy to {app};
