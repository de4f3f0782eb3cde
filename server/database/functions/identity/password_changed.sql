-- app.kept_session names the one session that goes on: the one in which the person chose a new password.
create or replace function auth.password_changed() returns trigger
language plpgsql set search_path = '' as $$
begin
  delete from auth.session s where s.user_id = new.user_id
    and s.id is distinct from nullif(pg_catalog.current_setting('app.kept_session', true), '')::uuid;
  delete from auth.seat s where s.user_id = new.user_id;
  -- a browser that signed in with the old one has no guesses of its own any more
  delete from auth.known_device k where k.user_id = new.user_id
    and not exists (select from auth.session s where s.user_id = k.user_id and s.device_id = k.device_id);
  delete from auth.ceremony c where c.user_id = new.user_id;
  -- links of an earlier request to reset it
  delete from auth.verification v where v.value = new.user_id::text and v.identifier like 'reset-password%';
  return null;
end $$;
revoke all on function auth.password_changed from public;
