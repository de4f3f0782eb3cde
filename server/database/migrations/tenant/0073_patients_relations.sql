-- expand
-- Since when, until when and for what somebody answers for a patient. A day of the organization begins and ends at an instant, which is
-- what counts; without one it has always been so, or has no end. Nothing has to happen on the day itself.
alter table tenant.patient_guardians
  add column id uuid not null default gen_random_uuid(),
  -- null: the owner of an animal, a parent of a human
  add column kind text check (kind in ('owner', 'co-owner', 'carer', 'parent', 'payer', 'other')),
  -- hundredths of a percent
  add column share int check (share between 1 and 10000),
  add column begins_on date,
  add column begins_at timestamptz,
  -- the last day
  add column ends_on date,
  add column ends_at timestamptz,
  add column permissions text[] not null default '{appointments,records,billing,messages}',
  add column is_preferred boolean not null default false,
  -- what there was until the end is seen after it, too
  add column sees_until_then boolean not null default false,
  add column blocked_at timestamptz,
  add column blocked_by uuid,
  add column reason_sealed bytea,
  add column version int not null default 1,
  add constraint patient_guardians_permissions_check check (permissions <@ '{appointments,records,billing,messages}'::text[]),
  add constraint patient_guardians_begins check ((begins_on is null) = (begins_at is null)),
  add constraint patient_guardians_ends check ((ends_on is null) = (ends_at is null) and coalesce(ends_at >= begins_at, true)),
  add constraint patient_guardians_blocked
    check ((blocked_at is null) = (blocked_by is null) and (blocked_at is null) = (reason_sealed is null));
create unique index patient_guardians_by_id on tenant.patient_guardians (organization_id, id);
create trigger versioned before update on tenant.patient_guardians for each row execute function tenant.next_version();
grant update (kind, share, begins_on, begins_at, ends_on, ends_at, permissions, is_preferred, sees_until_then, blocked_at, blocked_by,
  reason_sealed, since) on tenant.patient_guardians to {app};

-- What a link of somebody who answers for a patient opens is asked of the relation: by a function, since policies of two tables
-- cannot ask each other.
grant select (organization_id, patient_id, account_id, guardian_id, ended_at) on tenant.patient_accounts to {search};
grant select (organization_id, patient_id, guardian_id, begins_at, ends_at, permissions, sees_until_then, blocked_at)
  on tenant.patient_guardians to {search};
create policy search_reads on tenant.patient_accounts for select to {search} using (true);
create policy search_reads on tenant.patient_guardians for select to {search} using (true);

call tenant.seen_from_outside('patient_accounts',
  portal => $$account_id = (select nullif(current_setting('app.account_id', true), '')::uuid) and ended_at is null
    and blocked_at is null and coalesce(expires_at > now(), true)
    and case when guardian_id is not null
      then (patient_id, guardian_id) in (select a.patient_id, a.guardian_id from tenant.answered_relations() a) else true end$$,
  portal_columns => 'organization_id, patient_id, account_id, relation, guardian_id, permissions, since, version');
call tenant.seen_from_outside('patient_guardians',
  visitor => 'patient_id = any (array(select a.patient_id from tenant.appointments a))',
  visitor_columns => 'organization_id, patient_id, guardian_id, since, begins_at, ends_at, permissions, is_preferred, blocked_at');

-- Whoever answered for a patient may go on seeing what there was until then.
alter policy portal_sees on tenant.patients using (
  organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)
  and id = any ((select tenant.seen_patients())::uuid[]));
alter policy portal_sees on tenant.appointments using (
  organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)
  and patient_id = any ((select tenant.seen_patients('appointments'))::uuid[])
  and coalesce(starts_at < ((select tenant.seen_until()) ->> patient_id::text)::timestamptz, true));
alter policy portal_sees on tenant.allergies using (
  organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)
  and patient_id = any ((select tenant.seen_patients('records'))::uuid[])
  and coalesce(created_at < ((select tenant.seen_until()) ->> patient_id::text)::timestamptz, true));
