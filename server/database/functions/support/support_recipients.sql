-- Whom a mail about support goes to: the owners of an organization of which the setting's operator has a question or an access.
create or replace function control.support_recipients(organization uuid) returns table (account_id uuid, email text, language text)
language sql stable security definer set search_path = '' as $$
  select a.id, a.email, a.language from control.memberships m join control.accounts a on a.id = m.account_id
  where m.organization_id = organization and m.role_key = 'owner' and control.operator_role() = 'operator'
    and exists (select from control.support_accesses s
      where s.organization_id = organization and s.state in ('asked', 'granted')
        and s.account_id = nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid)
  order by a.id
$$;
alter function control.support_recipients owner to {doorman};
revoke all on function control.support_recipients from public;
grant execute on function control.support_recipients to {operator};
