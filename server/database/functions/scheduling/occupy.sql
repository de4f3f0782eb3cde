-- Lets an appointment occupy exactly `resources` and, where `pool` is not empty, one free resource of it. Book, hold, confirm
-- and move are this one function. 23P01: taken. Answers what was taken from the pool and whether it lies over another.
drop function if exists tenant.occupy(
  uuid, uuid[], uuid[], timestamptz, timestamptz, interval, interval, timestamptz, boolean);
create or replace function tenant.occupy(
  appointment uuid, resources uuid[], pool uuid[], starts timestamptz, ends timestamptz, before interval, after interval,
  expires timestamptz default null, overbook boolean default false,
  out taken uuid, out is_over boolean, out is_shared boolean)
language plpgsql set search_path = '' as $$
declare
  organization uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid;
  occupied_from timestamptz := starts - before;
  occupied_until timestamptz := ends + after;
  wanted uuid[] := resources;
  resource uuid;
  parties_met uuid[];
  together uuid;
begin
  is_over := false;
  -- locks first, in a statement of their own: every later statement sees what was committed while we waited. A locked row is
  -- the newest, whatever the statement began with
  select coalesce(pg_catalog.bool_or(locked.shared and locked.id = any (resources)), false) into is_shared
    from (select r.id, r.shared from tenant.resources r
      where r.organization_id = organization
        and (r.id = any (resources) or r.id = any (pool)
          or r.id in (select c.resource_id from tenant.claims c
            where c.organization_id = organization and c.appointment_id = appointment))
      order by r.id for no key update) locked;
  delete from tenant.claims c
    where c.organization_id = organization and (c.resource_id = any (resources) or c.resource_id = any (pool))
      and c.expires_at <= pg_catalog.clock_timestamp();
  if pg_catalog.cardinality(pool) > 0 then
    -- what it holds already comes first, then the order of the pool
    select candidate into taken from pg_catalog.unnest(pool) with ordinality as pooled(candidate, nth)
      where not exists (select from tenant.claims c
        where c.organization_id = organization and c.resource_id = candidate and c.appointment_id <> appointment
          and c.taken_from > occupied_from - interval '7 days' and c.taken_from < occupied_until and c.free_from > occupied_from
          and (c.starts_at < occupied_until and starts < c.free_from or c.taken_from < ends and occupied_from < c.ends_at))
      order by exists (select from tenant.claims c
        where c.organization_id = organization and c.resource_id = candidate and c.appointment_id = appointment) desc, nth
      limit 1;
    if taken is null then
      if not overbook then raise exclusion_violation using message = 'no resource of the pool is free'; end if;
      taken := pool[1];
    end if;
    wanted := resources || taken;
  end if;
  if exists (select from tenant.claims c where c.organization_id = organization and c.appointment_id = appointment) then
    delete from tenant.claims c
      where c.organization_id = organization and c.appointment_id = appointment
        and (c.resource_id <> all (wanted)
          or (c.taken_from, c.starts_at, c.ends_at, c.free_from) is distinct from (occupied_from, starts, ends, occupied_until));
    update tenant.claims c set expires_at = expires
      where c.organization_id = organization and c.appointment_id = appointment and c.expires_at is distinct from expires;
  end if;
  for resource in
    select lacking from pg_catalog.unnest(wanted) lacking
    where not exists (select from tenant.claims c
      where c.organization_id = organization and c.resource_id = lacking and c.appointment_id = appointment)
    order by lacking
  loop
    together := pg_catalog.gen_random_uuid();
    if overbook then
      select pg_catalog.array_agg(c.party) into parties_met from tenant.claims c
        where c.organization_id = organization and c.resource_id = resource
          and c.taken_from > occupied_from - interval '7 days' and c.taken_from < occupied_until and c.free_from > occupied_from
          and (c.starts_at < occupied_until and starts < c.free_from or c.taken_from < ends and occupied_from < c.ends_at);
      if parties_met is not null then
        is_over := true;
        update tenant.claims c set party = together
          where c.organization_id = organization and c.resource_id = resource and c.party = any (parties_met);
      end if;
    end if;
    insert into tenant.claims (
      organization_id, resource_id, appointment_id, party, taken_from, starts_at, ends_at, free_from, expires_at)
    values (organization, resource, appointment, together, occupied_from, starts, ends, occupied_until, expires);
  end loop;
end $$;
revoke all on function tenant.occupy from public;
grant execute on function tenant.occupy to {app};
