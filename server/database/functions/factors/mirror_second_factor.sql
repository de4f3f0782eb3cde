-- Whether an account has a second factor, for those who may not see which.
create or replace function control.mirror_second_factor() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  who uuid := coalesce(new.user_id, old.user_id);
begin
  update control.accounts a
  set has_second_factor =
    exists (select from auth.totp t where t.user_id = who and t.confirmed_at is not null)
    or exists (select from auth.passkey p where p.user_id = who)
  where a.id = who;
  return null;
end $$;
alter function control.mirror_second_factor owner to {doorman};
revoke all on function control.mirror_second_factor from public;
grant execute on function control.mirror_second_factor to {auth};
