-- What the product may know of an account. The language, too: mails about an account read it beside the account.
create or replace function control.mirror_account() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into control.accounts (id, name, email, email_verified, language)
  values (new.id, new.name, new.email, new.email_verified, coalesce(new.language, 'en'))
  on conflict (id) do update
    set name = excluded.name, email = excluded.email, email_verified = excluded.email_verified, language = excluded.language;
  return null;
end $$;
alter function control.mirror_account owner to {doorman};
revoke all on function control.mirror_account from public;
grant execute on function control.mirror_account to {auth};
