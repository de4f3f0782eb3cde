-- Takes all keys of an organization away for good, as the last step of closing it, whose function alone calls it.
create or replace function control.destroy_keys(organization uuid) returns void
language sql volatile security definer set search_path = '' as $$
  delete from control.organization_keys k where k.organization_id = organization
$$;
alter function control.destroy_keys owner to {doorman};
revoke all on function control.destroy_keys from public;
