-- expand
-- A link may have an end, and may be blocked for a while: it opens nothing then, whatever is ticked.
alter table tenant.patient_accounts
  add column expires_at timestamptz,
  add column blocked_at timestamptz,
  add column blocked_reason text check (blocked_reason in ('asked', 'no-longer-answers', 'wrong-person', 'other')),
  add constraint patient_accounts_blocked_for_a_reason check ((blocked_at is null) = (blocked_reason is null));
call tenant.seen_from_outside('patient_accounts',
  portal => $$account_id = (select nullif(current_setting('app.account_id', true), '')::uuid) and ended_at is null
    and blocked_at is null and coalesce(expires_at > now(), true)$$,
  portal_columns => 'organization_id, patient_id, account_id, relation, guardian_id, permissions, since, version');
