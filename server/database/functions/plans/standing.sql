-- What the gate keeps an organization to and how it shows itself, for the statement that enters it: its status, the limits and features of
-- its plan, which features were switched on or off for it or for whoever asks, its brand, which file is its logo, and its region.
create or replace function control.standing(organization uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select pg_catalog.jsonb_build_object('status', o.status,
    'plan', pg_catalog.jsonb_build_object('key', p.key, 'limits', p.limits, 'features', p.features),
    'toggleRules', (
      select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('toggle', r.toggle, 'kind', r.kind,
        'organizationId', r.organization_id, 'subject', r.subject, 'isOn', r.is_on) order by r.id), '[]')
      from control.toggle_rules r
      where r.organization_id = o.id or r.organization_id is null and (r.kind in ('everybody', 'percentage', 'role')
        or r.kind = 'plan' and r.subject = o.plan
        or r.kind = 'account' and r.subject = nullif(pg_catalog.current_setting('app.account_id', true), ''))),
    'brand', o.brand, 'logoFileId', o.logo_file_id, 'region', l.region)
  from control.organizations o join control.plans p on p.key = o.plan join control.placements l on l.id = o.placement_id
  where o.id = organization
$$;
alter function control.standing owner to {doorman};
revoke all on function control.standing from public;
grant execute on function control.standing to {app};
