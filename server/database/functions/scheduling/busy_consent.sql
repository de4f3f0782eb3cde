-- The account of the setting agrees to what `organization` asked; answers where it practises with consent from now on.
create or replace function control.busy_consent(organization uuid) returns setof uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  me uuid := nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid;
begin
  if not exists (select from control.practices p where p.organization_id = organization and p.account_id = me) then
    return;
  end if;
  insert into control.shared_accounts (account_id) values (me) on conflict do nothing;
  perform from control.shared_accounts where account_id = me for no key update;
  update control.practices p set consent = 'given'
    where p.account_id = me and (p.organization_id = organization or p.consent = 'not-asked');
  return query select p.organization_id from control.practices p where p.account_id = me and p.consent = 'given';
end $$;
alter function control.busy_consent owner to {ledger};
revoke all on function control.busy_consent from public;
grant execute on function control.busy_consent to {app};
