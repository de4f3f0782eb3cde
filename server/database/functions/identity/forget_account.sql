-- The account is gone; what it signed stays with the clinics, under an id that names nobody.
create or replace function control.forget_account() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from control.memberships m where m.account_id = old.id;
  delete from control.account_directory d where d.account_id = old.id;
  perform control.forget_in_audit(old.id);
  update control.accounts a
  set name = '', email = 'deleted-' || old.id || '@invalid', email_verified = false, has_second_factor = false,
    is_platform_administrator = false, deleted_at = pg_catalog.clock_timestamp()
  where a.id = old.id;
  return null;
end $$;
alter function control.forget_account owner to {doorman};
revoke all on function control.forget_account from public;
grant execute on function control.forget_account to {auth};
