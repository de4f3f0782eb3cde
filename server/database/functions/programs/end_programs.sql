-- Applications that a member connected, and those that were shut out, end with the row that let them in.
create or replace function control.end_programs() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'memberships' then
    delete from auth.oauth_record r where r.user_id = old.account_id and r.organization_id = old.organization_id;
  else
    delete from auth.oauth_record r where r.client_id = new.id::text;
  end if;
  return null;
end $$;
alter function control.end_programs owner to {doorman};
revoke all on function control.end_programs from public;
