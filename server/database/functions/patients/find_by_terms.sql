-- Whom all of the terms find, the best first, then by name; total: how many on all pages.
-- What of it a caller may see is not known here.
create or replace function tenant.find_by_terms(
  subject text, terms jsonb, are_archived boolean, after_rank int, after_key text, after_id uuid, most int)
returns table (id uuid, name_key text, rank int, total bigint)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  organization uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  is_met text;
  place text;
  -- as the policy restricted_is_hidden, which this function passes by
  hidden text := case when coalesce(current_setting('app.hides_restricted', true), '') = '' then ''
    else ' and (p.restricted_at is null or p.id = any ((select tenant.opened_in_emergency())::uuid[]))' end;
begin
  if organization is null or subject not in ('patients', 'guardians') or jsonb_array_length(terms) not between 1 and 8 then
    return;
  end if;
  select string_agg('(' || c.is_met || ')', ' and '), string_agg(c.place, ', ') into is_met, place
  from jsonb_array_elements(terms) term, lateral tenant.search_condition(term, subject) c;
  return query execute format(
    'select f.id, f.name_key, f.rank, f.total from (
       select p.id, p.name_key, greatest(%s) as rank, count(*) over () as total from tenant.%I p
       where p.organization_id = $1 and (p.archived_at is not null) = $2 and %s %s) f
     where $3 is null or (f.rank, f.name_key, f.id) > ($3, $4, $5)
     order by f.rank, f.name_key, f.id limit $6',
    place, subject, is_met, case subject when 'patients' then 'and p.merged_into is null and p.erased_at is null' || hidden end)
    using organization, are_archived, after_rank, after_key, after_id, most;
end $$;
alter function tenant.find_by_terms owner to {search};
revoke all on function tenant.find_by_terms from public;
grant execute on function tenant.find_by_terms to {app};
