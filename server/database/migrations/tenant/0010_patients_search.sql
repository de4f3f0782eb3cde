-- A search that forgives: every way of writing a name, sounds, slips of the keys, any digits of a phone, the beginning of an address.

-- What is made from names and contacts alone: no change of the record, so neither its version nor its audit knows of it.
create function tenant.without_derived(record jsonb) returns jsonb language sql immutable parallel safe set search_path = pg_catalog as $$
  select record - array['version', 'name_key', 'search_text', 'search_keys', 'fold_version']
$$;
grant execute on function tenant.without_derived to {app};

create or replace function tenant.record_change() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  was jsonb := case when tg_op <> 'INSERT' then tenant.without_derived(to_jsonb(old)) end;
  is_now jsonb := case when tg_op <> 'DELETE' then tenant.without_derived(to_jsonb(new)) end;
  row_is jsonb := coalesce(is_now, was);
  changed text[];
begin
  if tg_op = 'UPDATE' then
    select array_agg(key order by key) into changed from jsonb_each(is_now) as f(key, value) where was -> key is distinct from value;
    if changed is null then return null; end if;
    select jsonb_object_agg(k, was -> k), jsonb_object_agg(k, is_now -> k) into was, is_now from unnest(changed) as k;
  end if;
  insert into tenant.audit_events (organization_id, action, subject, subject_id, patient_id, fields, before, after)
  values (
    (row_is ->> 'organization_id')::uuid,
    case tg_op when 'INSERT' then 'create' when 'UPDATE' then 'update' else 'delete' end,
    tg_table_name,
    coalesce(row_is ->> 'id', row_is ->> tg_argv[0], ''),
    case when tg_table_name = 'patients' then (row_is ->> 'id')::uuid else (row_is ->> 'patient_id')::uuid end,
    coalesce(changed, '{}'), was, is_now);
  return null;
end $$;

create function tenant.next_version_of_record() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new is not distinct from old or tenant.without_derived(to_jsonb(new)) <> tenant.without_derived(to_jsonb(old)) then
    new.version := old.version + 1;
  end if;
  return new;
end $$;
drop trigger versioned on tenant.patients;
create trigger versioned before update on tenant.patients for each row execute function tenant.next_version_of_record();
drop trigger versioned on tenant.guardians;
create trigger versioned before update on tenant.guardians for each row execute function tenant.next_version_of_record();

-- search_keys: 32 bits of keyed hashes of sounds, of words with a letter missing, of digits in a row, of beginnings of addresses.
-- fold_version: by which contract/kit/fold the row was folded; a job brings those behind up to date in small steps. Its index carries the
-- organization without being keyed by it: no list of one organization's patients is ever read through it (skip scans).
alter table tenant.patients add column search_keys int[] not null default '{}', add column fold_version int not null default 0;
alter table tenant.guardians add column search_text text not null default '', add column search_keys int[] not null default '{}',
  add column fold_version int not null default 0;
-- found as before until the job comes by; this way no trigger takes it for a change
alter table tenant.guardians alter column search_text type text using ' ' || name_key;

create index patients_by_search_key on tenant.patients using gin (search_keys);
create index guardians_by_search_key on tenant.guardians using gin (search_keys);
create index guardians_by_part_of_name on tenant.guardians using gin (organization_id, search_text gin_trgm_ops);
create index patients_by_fold_version on tenant.patients (fold_version) include (organization_id);
create index guardians_by_fold_version on tenant.guardians (fold_version) include (organization_id);

grant select on tenant.guardians to {search};
create policy search_reads on tenant.guardians for select to {search} using (true);

-- One term of a search as a condition on p, and how well a row meets it: 0 a whole word, number or date, 1 the beginning of a word, 2 a part,
-- 3 by sound, 4 by a slip. names: any of these, each with all of its words; keys: the same of hashes; born: spans of days.
create function tenant.search_condition(term jsonb, subject text, out is_met text, out place text) language plpgsql immutable set search_path = pg_catalog as $$
declare
  named text; whole text; begun text; keyed text; exact text; heard text; slipped text;
begin
  select string_agg('(' || n.parts || ')', ' or '), string_agg('(' || n.wholes || ')', ' or '), string_agg('(' || n.beginnings || ')', ' or ')
  into named, whole, begun
  from jsonb_array_elements(term -> 'names') as one(words), lateral (
    select string_agg(format('p.search_text like %L', '%' || w || '%'), ' and ') as parts,
      string_agg(format('strpos(p.search_text || '' '', %L) > 0', ' ' || ltrim(w) || ' '), ' and ') as wholes,
      string_agg(format('strpos(p.search_text, %L) > 0', ' ' || ltrim(w)), ' and ') as beginnings
    from jsonb_array_elements_text(one.words) w) n;
  select string_agg(format('p.search_keys @> %L::int[]', translate(k::text, '[]', '{}')), ' or ') into keyed from jsonb_array_elements(term -> 'keys') k;
  if subject = 'patients' then
    select string_agg(format('p.birth_date between %L and %L', d ->> 0, d ->> 1), ' or ') into exact from jsonb_array_elements(term -> 'born') d;
    if jsonb_array_length(term -> 'tokens') > 0 then
      exact := concat_ws(' or ', exact, format('p.id = any (array(select k.patient_id from tenant.search_tokens k
        where k.organization_id = $1 and k.token = any (%L::bytea[])))', translate(term ->> 'tokens', '[]', '{}')));
    end if;
  end if;
  if jsonb_array_length(term -> 'sounds') > 0 then heard := format('p.search_keys && %L::int[]', translate(term ->> 'sounds', '[]', '{}')); end if;
  if jsonb_array_length(term -> 'slips') > 0 then slipped := format('p.search_keys && %L::int[]', translate(term ->> 'slips', '[]', '{}')); end if;
  is_met := coalesce(nullif(concat_ws(' or ', named, keyed, exact, heard, slipped), ''), 'false');
  place := format('case when %s then 0 when %s then 1 when %s then 2 when %s then 3 else 4 end',
    coalesce(nullif(concat_ws(' or ', whole, exact), ''), 'false'), coalesce(begun, 'false'),
    coalesce(nullif(concat_ws(' or ', named, keyed), ''), 'false'), coalesce(heard, 'false'));
end $$;
revoke all on function tenant.search_condition from public;
grant execute on function tenant.search_condition to {search};

-- Whom all of the terms find, the best first, then by name; total: how many on all pages. What of it a caller may see is not known here.
-- tenant.find_patients stays for processes of the version before.
create function tenant.find_by_terms(subject text, terms jsonb, are_archived boolean, after_rank int, after_key text, after_id uuid, most int)
returns table (id uuid, name_key text, rank int, total bigint) language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  o uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  is_met text; place text;
begin
  if o is null or subject not in ('patients', 'guardians') or jsonb_array_length(terms) not between 1 and 8 then return; end if;
  select string_agg('(' || c.is_met || ')', ' and '), string_agg(c.place, ', ') into is_met, place
  from jsonb_array_elements(terms) t, lateral tenant.search_condition(t, subject) c;
  return query execute format(
    'select f.id, f.name_key, f.rank, f.total from (
       select p.id, p.name_key, greatest(%s) as rank, count(*) over () as total from tenant.%I p
       where p.organization_id = $1 and (p.archived_at is not null) = $2 and %s) f
     where $3 is null or (f.rank, f.name_key, f.id) > ($3, $4, $5) order by f.rank, f.name_key, f.id limit $6',
    place, subject, is_met) using o, are_archived, after_rank, after_key, after_id, most;
end $$;

-- Organizations with rows that an earlier version folded.
create function tenant.folded_before(version int, most int) returns table (organization_id uuid) language sql stable security definer set search_path = '' as $$
  select p.organization_id from tenant.patients p where p.fold_version < version
  union select g.organization_id from tenant.guardians g where g.fold_version < version limit most
$$;
grant create on schema tenant to {search};
alter function tenant.find_by_terms owner to {search};
alter function tenant.folded_before owner to {search};
revoke create on schema tenant from {search};
revoke all on function tenant.find_by_terms, tenant.folded_before from public;
grant execute on function tenant.find_by_terms, tenant.folded_before to {app};
