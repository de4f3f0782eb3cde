-- Sign-ins, refused guesses and changed factors of members stand in the audit of each organization they work for.
-- only_one: what concerns one of them is not told to the others.
create or replace function control.tell_organizations(account uuid, what text, about text, details jsonb, only_one uuid default null)
returns void
language sql volatile security definer set search_path = '' as $$
  insert into control.audit_events (organization_id, account_id, action, subject, subject_id, after)
  select m.organization_id, account, what, about, account::text, details from control.memberships m
  where m.account_id = account and (only_one is null or m.organization_id = only_one)
$$;
alter function control.tell_organizations owner to {doorman};
revoke all on function control.tell_organizations from public;
grant execute on function control.tell_organizations to {auth};
