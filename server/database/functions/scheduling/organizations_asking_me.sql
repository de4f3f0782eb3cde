-- Who asks the account of the setting for its consent. {doorman}'s, because the asker need not be known to the account yet.
create or replace function control.organizations_asking_me() returns table (id uuid, slug text, name text)
language sql stable security definer set search_path = '' as $$
  select o.id, o.slug, o.name from control.practices p join control.organizations o on o.id = p.organization_id
  where p.account_id = nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid and p.consent = 'asked'
$$;
alter function control.organizations_asking_me owner to {doorman};
revoke all on function control.organizations_asking_me from public;
grant execute on function control.organizations_asking_me to {app};
