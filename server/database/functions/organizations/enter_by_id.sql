-- By id, for work that carries its organization: jobs, sweeps, links.
create or replace function control.enter_by_id(organization uuid) returns setof control.entrance
language sql stable security definer set search_path = '' as $$
  select o.id, o.slug, o.name, o.kind, o.country, o.currency, o.time_zone, o.plan, o.founded_at is not null,
    k.wrapped, p.id, p.connection_sealed, m.role_key, r.name, r.permissions, m.clinic_ids,
    coalesce(m.role_key = any (sp.second_factor_roles), false), u.last_at
  from control.organizations o
  join control.organization_keys k on k.organization_id = o.id and k.purpose = 'seal' and k.number = 1
  join control.placements p on p.id = o.placement_id
  left join control.memberships m on m.organization_id = o.id
    and m.account_id = nullif(pg_catalog.current_setting('app.account_id', true), '')::uuid
  left join control.roles r on r.organization_id = o.id and r.key = m.role_key
  left join control.security_policies sp on sp.organization_id = o.id
  left join control.uses u on u.organization_id = o.id and u.user_id = m.account_id
  where o.id = organization
$$;
alter function control.enter_by_id owner to {doorman};
revoke all on function control.enter_by_id from public;
grant execute on function control.enter_by_id to {app};
