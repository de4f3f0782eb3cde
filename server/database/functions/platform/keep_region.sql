-- An organization for which a region was chosen lies in a database of that region, whoever moves it.
create or replace function control.keep_region() returns trigger
language plpgsql set search_path = '' as $$
declare
  lies_in text;
begin
  if new.region is null then return new; end if;
  select p.region into lies_in from control.placements p where p.id = new.placement_id;
  if lies_in is distinct from new.region then
    raise exception 'its region is %, and that database lies in %', new.region, coalesce(nullif(lies_in, ''), 'none')
      using errcode = 'check_violation', constraint = 'keeps_region';
  end if;
  return new;
end $$;
revoke all on function control.keep_region from public;
