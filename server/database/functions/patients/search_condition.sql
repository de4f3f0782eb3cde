-- One term of a search as a condition on p, and how well a row meets it: 0 a whole word, number or day, 1 the beginning of a
-- word, 2 a part, 3 by a span of days, 4 by sound, 5 by a slip. A year or a month finds many: whoever was born in it comes
-- behind names and numbers, ahead of guesses. names: any of these, each with all of its words; keys: the same of hashes;
-- born: spans of days, both ends included (patients_by_birth_date).
create or replace function tenant.search_condition(term jsonb, subject text, out is_met text, out place text)
language plpgsql immutable set search_path = pg_catalog as $$
declare
  named text;
  whole text;
  begun text;
  keyed text;
  exact text;
  spanned text;
  heard text;
  slipped text;
begin
  select string_agg('(' || n.parts || ')', ' or '),
    string_agg('(' || n.wholes || ')', ' or '),
    string_agg('(' || n.beginnings || ')', ' or ')
  into named, whole, begun
  from jsonb_array_elements(term -> 'names') as one(words), lateral (
    select string_agg(format('p.search_text like %L', '%' || word || '%'), ' and ') as parts,
      string_agg(format('strpos(p.search_text || '' '', %L) > 0', ' ' || ltrim(word) || ' '), ' and ') as wholes,
      string_agg(format('strpos(p.search_text, %L) > 0', ' ' || ltrim(word)), ' and ') as beginnings
    from jsonb_array_elements_text(one.words) word) n;
  select string_agg(format('p.search_keys @> %L::int[]', translate(one::text, '[]', '{}')), ' or ')
  into keyed from jsonb_array_elements(term -> 'keys') one;
  if subject = 'patients' then
    select string_agg(format('p.birth_date between %L and %L', span ->> 0, span ->> 1), ' or ') filter (where span ->> 0 = span ->> 1),
      string_agg(format('p.birth_date between %L and %L', span ->> 0, span ->> 1), ' or ') filter (where span ->> 0 <> span ->> 1)
    into exact, spanned from jsonb_array_elements(term -> 'born') span;
    if jsonb_array_length(term -> 'tokens') > 0 then
      exact := concat_ws(' or ', exact, format('p.id = any (array(select k.patient_id from tenant.search_tokens k
        where k.organization_id = $1 and k.token = any (%L::bytea[])))', translate(term ->> 'tokens', '[]', '{}')));
    end if;
  end if;
  if jsonb_array_length(term -> 'sounds') > 0 then
    heard := format('p.search_keys && %L::int[]', translate(term ->> 'sounds', '[]', '{}'));
  end if;
  if jsonb_array_length(term -> 'slips') > 0 then
    slipped := format('p.search_keys && %L::int[]', translate(term ->> 'slips', '[]', '{}'));
  end if;
  is_met := coalesce(nullif(concat_ws(' or ', named, keyed, exact, spanned, heard, slipped), ''), 'false');
  place := format('case when %s then 0 when %s then 1 when %s then 2 when %s then 3 when %s then 4 else 5 end',
    coalesce(nullif(concat_ws(' or ', whole, exact), ''), 'false'), coalesce(begun, 'false'),
    coalesce(nullif(concat_ws(' or ', named, keyed), ''), 'false'), coalesce(spanned, 'false'), coalesce(heard, 'false'));
end $$;
revoke all on function tenant.search_condition from public;
grant execute on function tenant.search_condition to {search};
