-- With a new password nothing goes on that was allowed under the old one.
create or replace function auth.end_programs_of_account() returns trigger
language plpgsql set search_path = '' as $$
begin
  delete from auth.oauth_record r where r.user_id = new.user_id;
  return null;
end $$;
revoke all on function auth.end_programs_of_account from public;
