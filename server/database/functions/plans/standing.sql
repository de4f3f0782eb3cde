-- What the gate keeps an organization to and how it shows itself, for the statement that enters it: its status, the limits and features of
-- its plan, its brand and which file is its logo.
create or replace function control.standing(organization uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select pg_catalog.jsonb_build_object('status', o.status,
    'plan', pg_catalog.jsonb_build_object('key', p.key, 'limits', p.limits, 'features', p.features),
    'brand', o.brand, 'logoFileId', o.logo_file_id)
  from control.organizations o join control.plans p on p.key = o.plan
  where o.id = organization
$$;
alter function control.standing owner to {doorman};
revoke all on function control.standing from public;
grant execute on function control.standing to {app};
