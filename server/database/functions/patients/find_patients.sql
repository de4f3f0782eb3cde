-- For processes of the version before tenant.find_by_terms.
-- words: folded, each must occur; tokens: keyed hashes, one must match; born: a birth date. Ids in the order of names.
create or replace function tenant.find_patients(
  words text[], tokens bytea[], born date, are_archived boolean, after_key text, after_id uuid, most int)
returns table (id uuid, name_key text)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  organization uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid;
  parts text[] := (
    select pg_catalog.array_agg('%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%')
    from pg_catalog.unnest(words) word);
  how_many int := coalesce(pg_catalog.cardinality(parts), 0);
  named uuid[];
begin
  if organization is null or how_many > 4 then return; end if;
  named := array(select p.id from tenant.patients p
    where how_many > 0 and p.organization_id = organization
      and p.search_text like parts[1]
      and (how_many < 2 or p.search_text like parts[2])
      and (how_many < 3 or p.search_text like parts[3])
      and (how_many < 4 or p.search_text like parts[4])
    limit 2001);
  -- what so many have is met soon on the way through the names (patients_by_name); the trigrams find what few have
  if pg_catalog.cardinality(named) > 2000 then
    return query
      select p.id, p.name_key from tenant.patients p
      where p.organization_id = organization and (p.archived_at is not null) = are_archived
        and (after_key is null or (p.name_key, p.id) > (after_key, after_id))
        and ((pg_catalog.strpos(p.search_text, words[1]) > 0
            and (how_many < 2 or pg_catalog.strpos(p.search_text, words[2]) > 0)
            and (how_many < 3 or pg_catalog.strpos(p.search_text, words[3]) > 0)
            and (how_many < 4 or pg_catalog.strpos(p.search_text, words[4]) > 0))
          or p.id in (select t.patient_id from tenant.search_tokens t where t.organization_id = organization and t.token = any (tokens))
          or (born is not null and p.birth_date = born))
      order by p.name_key, p.id limit most;
    return;
  end if;
  return query
    with hit as materialized (
      select pg_catalog.unnest(named) as id
      union
      select t.patient_id from tenant.search_tokens t where t.organization_id = organization and t.token = any (tokens)
      union
      select p.id from tenant.patients p where p.organization_id = organization and born is not null and p.birth_date = born
    )
    select p.id, p.name_key from hit join tenant.patients p on p.organization_id = organization and p.id = hit.id
    where (p.archived_at is not null) = are_archived and (after_key is null or (p.name_key, p.id) > (after_key, after_id))
    order by p.name_key, p.id limit most;
end $$;
alter function tenant.find_patients owner to {search};
revoke all on function tenant.find_patients from public;
grant execute on function tenant.find_patients to {app};
