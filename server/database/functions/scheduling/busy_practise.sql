-- Notes that the setting's organization employs the account; 'asked' where it practises elsewhere already.
create or replace function control.busy_practise(account uuid) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  organization uuid := nullif(pg_catalog.current_setting('app.organization_id', true), '')::uuid;
  answer text;
begin
  insert into control.practices as p (organization_id, account_id, consent)
  values (organization, account,
    case when exists (select from control.practices other
      where other.account_id = account and other.organization_id <> organization) then 'asked' else 'not-asked' end)
  on conflict (organization_id, account_id) do update set account_id = excluded.account_id
  returning p.consent into answer;
  return answer;
end $$;
alter function control.busy_practise owner to {ledger};
revoke all on function control.busy_practise from public;
grant execute on function control.busy_practise to {app};
