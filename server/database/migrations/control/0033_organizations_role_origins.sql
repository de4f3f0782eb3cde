-- expand
-- A role remembers what it was copied from, and which permissions there were when somebody last decided about it: what a release brings
-- later is offered, never given. Of roles that are older nobody knows the origin; they know what this release began with.
alter table control.roles
  -- a built-in role, or one of the same organization
  add column based_on text,
  add column known_permissions text[] not null default array[
    'organization.manage', 'clinics.manage', 'members.read', 'members.manage', 'roles.manage',
    'access.review', 'keys.manage', 'patients.read', 'patients.write', 'patients.all-clinics',
    'patients.emergency', 'messages.read', 'schedule.manage', 'appointments.read', 'appointments.write',
    'appointments.outside-hours', 'appointments.overbook', 'audit.read'];

-- Two more roles are built in. Who holds an organization's own role of such a key goes on with that role, under another key. The owner of
-- the tables reads them for this alone.
alter table control.roles no force row level security;
alter table control.memberships no force row level security;
alter table control.invitations no force row level security;
alter table control.security_policies no force row level security;
alter table control.audit_events no force row level security;
do $$
declare
  taken record;
  another text;
begin
  for taken in select r.organization_id as o, r.key from control.roles r where r.key in ('accountant', 'dispenser') loop
    another := taken.key;
    while exists (select from control.roles r where r.organization_id = taken.o and r.key = another) loop
      another := another || '-own';
    end loop;
    update control.roles r set key = another where r.organization_id = taken.o and r.key = taken.key;
    update control.memberships m set role_key = another where m.organization_id = taken.o and m.role_key = taken.key;
    update control.invitations i set role_key = another where i.organization_id = taken.o and i.role_key = taken.key;
    update control.security_policies p set second_factor_roles = array_replace(p.second_factor_roles, taken.key, another)
      where p.organization_id = taken.o and taken.key = any (p.second_factor_roles);
  end loop;
end $$;
alter table control.roles force row level security;
alter table control.memberships force row level security;
alter table control.invitations force row level security;
alter table control.security_policies force row level security;
alter table control.audit_events force row level security;
