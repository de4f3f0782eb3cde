create table tenant.guardians (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  -- folded as contract/kit/text folds: sorted and searched by it
  name_key text not null,
  contact_sealed bytea,
  memo_sealed bytea,
  language text,
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  archived_at timestamptz,
  primary key (organization_id, id)
);
create index guardians_by_name on tenant.guardians (organization_id, name_key, id);
call tenant.guard('guardians', 'select, insert, update');

create table tenant.patients (
  organization_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('human', 'animal')),
  given_name text not null,
  family_name text,
  name_key text not null,
  -- folded names of the patient and of those who answer for it, for search by any part of a name
  search_text text not null,
  birth_date date,
  sex text check (sex in ('female', 'male', 'other', 'unknown')),
  species text,
  breed text,
  is_neutered boolean,
  colour text,
  language text,
  microchip_sealed bytea,
  contact_sealed bytea,
  memo_sealed bytea,
  home_clinic_id uuid,
  deceased_on date,
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  archived_at timestamptz,
  check ((kind = 'animal') = (species is not null)),
  primary key (organization_id, id),
  foreign key (organization_id, home_clinic_id) references tenant.clinics
);
create index patients_by_name on tenant.patients (organization_id, name_key, id);
create index patients_by_birth_date on tenant.patients (organization_id, birth_date);
create index patients_by_part_of_name on tenant.patients using gin (organization_id, search_text gin_trgm_ops);
call tenant.guard('patients', 'select, insert, update');

create table tenant.patient_guardians (
  organization_id uuid not null,
  patient_id uuid not null,
  guardian_id uuid not null,
  since timestamptz not null default clock_timestamp(),
  primary key (organization_id, patient_id, guardian_id),
  foreign key (organization_id, patient_id) references tenant.patients,
  foreign key (organization_id, guardian_id) references tenant.guardians
);
create index patient_guardians_by_guardian on tenant.patient_guardians (organization_id, guardian_id, patient_id);
call tenant.guard('patient_guardians', 'select, insert, delete', key => 'guardian_id');

-- The truth about which account may see which patient.
create table tenant.patient_accounts (
  organization_id uuid not null,
  patient_id uuid not null,
  account_id uuid not null,
  relation text not null check (relation in ('self', 'guardian')),
  guardian_id uuid,
  since timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  primary key (organization_id, patient_id, account_id),
  foreign key (organization_id, patient_id) references tenant.patients,
  foreign key (organization_id, guardian_id) references tenant.guardians
);
create index patient_accounts_by_account on tenant.patient_accounts (organization_id, account_id);
call tenant.guard('patient_accounts', 'select, insert, update', key => 'patient_id');

-- Patients and guardians come as {portal}: their own links, and the patients behind them.
grant select on tenant.patient_accounts, tenant.patients to {portal};
create policy own_links on tenant.patient_accounts for select to {portal}
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)
    and account_id = (select nullif(current_setting('app.account_id', true), '')::uuid) and ended_at is null);
create policy linked_patients on tenant.patients for select to {portal}
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)
    and exists (select from tenant.patient_accounts l where l.organization_id = patients.organization_id and l.patient_id = patients.id));

-- keyed hashes of contacts and chips: the whole value, and the last 4 and 6 digits
create table tenant.search_tokens (
  organization_id uuid not null,
  token bytea not null,
  patient_id uuid not null,
  primary key (organization_id, token, patient_id),
  foreign key (organization_id, patient_id) references tenant.patients
);
create index search_tokens_by_patient on tenant.search_tokens (organization_id, patient_id);
call tenant.guard('search_tokens', 'select, insert, delete', audited => false);

-- Fuzzy search: trigram operators are not leakproof, so under row level security they cannot use the index.
-- This one function may pass it by, and takes the organization from the setting alone.
grant select on tenant.patients, tenant.search_tokens to {search};
create policy search_reads on tenant.patients for select to {search} using (true);
create policy search_reads on tenant.search_tokens for select to {search} using (true);

-- words: folded, each must occur; tokens: keyed hashes, one must match; born: a birth date. Ids in the order of names.
create function tenant.find_patients(words text[], tokens bytea[], born date, are_archived boolean, after_key text, after_id uuid, most int)
returns table (id uuid, name_key text) language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  o uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid;
  parts text[] := (select pg_catalog.array_agg('%' || replace(replace(replace(w, '\', '\\'), '%', '\%'), '_', '\_') || '%') from pg_catalog.unnest(words) w);
  n int := coalesce(pg_catalog.cardinality(parts), 0);
  named uuid[];
begin
  if o is null or n > 4 then return; end if;
  named := array(select p.id from tenant.patients p
    where n > 0 and p.organization_id = o
      and p.search_text like parts[1] and (n < 2 or p.search_text like parts[2]) and (n < 3 or p.search_text like parts[3]) and (n < 4 or p.search_text like parts[4])
    limit 2001);
  -- what so many have is met soon on the way through the names (patients_by_name); the trigrams find what few have
  if pg_catalog.cardinality(named) > 2000 then
    return query
      select p.id, p.name_key from tenant.patients p
      where p.organization_id = o and (p.archived_at is not null) = are_archived and (after_key is null or (p.name_key, p.id) > (after_key, after_id))
        and ((pg_catalog.strpos(p.search_text, words[1]) > 0 and (n < 2 or pg_catalog.strpos(p.search_text, words[2]) > 0)
            and (n < 3 or pg_catalog.strpos(p.search_text, words[3]) > 0) and (n < 4 or pg_catalog.strpos(p.search_text, words[4]) > 0))
          or p.id in (select t.patient_id from tenant.search_tokens t where t.organization_id = o and t.token = any (tokens))
          or (born is not null and p.birth_date = born))
      order by p.name_key, p.id limit most;
    return;
  end if;
  return query
    with hit as materialized (
      select pg_catalog.unnest(named) as id
      union
      select t.patient_id from tenant.search_tokens t where t.organization_id = o and t.token = any (tokens)
      union
      select p.id from tenant.patients p where p.organization_id = o and born is not null and p.birth_date = born
    )
    select p.id, p.name_key from hit join tenant.patients p on p.organization_id = o and p.id = hit.id
    where (p.archived_at is not null) = are_archived and (after_key is null or (p.name_key, p.id) > (after_key, after_id))
    order by p.name_key, p.id limit most;
end $$;
grant create on schema tenant to {search};
alter function tenant.find_patients owner to {search};
revoke create on schema tenant from {search};
revoke all on function tenant.find_patients from public;
grant execute on function tenant.find_patients to {app};
