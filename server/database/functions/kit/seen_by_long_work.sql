-- What long work sees of a table, one line a table: as {batch} it reads, and changes nothing. sees: `organization`, the rows of the
-- setting's organization; or `nothing`, for what is mechanism alone. Each call is a table's whole answer.
create or replace procedure tenant.seen_by_long_work(name text, sees text default 'organization')
language plpgsql set search_path = pg_catalog as $$
declare
  condition text := case sees
    when 'organization' then 'organization_id = (select nullif(current_setting(''app.organization_id'', true), '''')::uuid)'
    when 'nothing' then 'false'
  end;
begin
  if condition is null then
    raise exception 'long work sees the organization of a table, or nothing';
  end if;
  execute format('drop policy if exists batch_sees on tenant.%I', name);
  execute format('revoke all on tenant.%I from {batch}', name);
  execute format('create policy batch_sees on tenant.%I for select to {batch} using (%s)', name, condition);
  if sees = 'organization' then
    execute format('grant select on tenant.%I to {batch}', name);
  end if;
end $$;
revoke all on procedure tenant.seen_by_long_work from public;
