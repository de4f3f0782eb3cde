/** Tables without the `audited` trigger, and why. */
export const mechanisms: Record<string, string> = {
  'tenant.audit_events': 'the audit itself',
  'tenant.events': 'what happened, as messages',
  'tenant.idempotency_keys': 'answers given once',
  'tenant.search_tokens': 'made from patients and guardians, which are audited',
  'tenant.resources': 'made from practitioners and rooms, which are audited',
  'tenant.claims': 'made from appointments, which are audited',
  'tenant.claim_outcomes': 'a step of the busy ledger',
  'tenant.links': 'links on their way; what is done by one is audited where it is done',
  'tenant.messages': 'the outbox: its rows say themselves what was sent and when',
  'control.audit_events': 'the audit itself',
  'control.accounts': 'a mirror of auth.user',
  'control.placements': 'where databases are, changed by the operator',
  'control.organization_slugs': 'never changed, only added to, with the organization',
  'control.organization_keys': 'keys, which hold nothing of the record; what made them says when',
  'control.key_rotations': 'when a new key came, and how far it is',
  'control.key_rotation_steps': 'how far a new key is',
  'control.account_directory': 'made from tenant.patient_accounts, which is audited',
  'control.idempotency_keys': 'answers given once',
  'control.account_messages': 'the outbox of accounts, which belong to no organization',
  'control.shared_accounts': 'locks of the busy ledger',
  'control.uses': 'when somebody last came in',
  'tenant.claim_codes': 'codes on their way; the links that they open are audited',
  'control.busy': 'made from appointments, which are audited',
}

/** Functions that run with their owner's rights. Each takes organization and account from the settings alone. */
export const definers: readonly string[] = [
  'control.accept_invitation',
  'control.busy_claim',
  'control.busy_confirm',
  'control.busy_consent',
  'control.busy_fill',
  'control.busy_filled',
  'control.busy_join',
  'control.busy_practise',
  'control.busy_release',
  'control.busy_times',
  'control.busy_unconfirmed',
  'control.busy_unfilled',
  'control.end_programs',
  'control.enter',
  'control.enter_by_id',
  'control.find_api_key',
  'control.find_invitation',
  'control.find_oauth_client',
  'control.forget_account',
  'control.finish_account_message',
  'control.key_ring',
  'control.leave_organizations',
  'control.mirror_account',
  'control.mirror_second_factor',
  'control.session_limits',
  'control.tell_organizations',
  'control.organizations_after',
  'control.organizations_asking_me',
  'control.organizations_with_open_claims',
  'control.take_account_messages',
  'tenant.events_held_back',
  'tenant.find_by_terms',
  'tenant.folded_before',
  'tenant.forget_abandoned_claims',
  'tenant.mark_dispatched',
  'tenant.organizations_with_due_messages',
  'tenant.organizations_with_waiting_messages',
  'tenant.reasons_in_clear',
  'tenant.waiting_events',
]

/** Tables without row security: they hold no organization's rows. */
export const openTables: readonly string[] = ['control.placements']
/** Policies of {app} that ask for neither organization nor account, and why that is right. */
export const settingless: Record<string, string> = {
  'control.account_messages written': 'mails to whoever signs up; only {relay} reads them',
}
/** Rows that are never changed. */
export const appendOnly: readonly string[] = ['tenant.audit_events', 'tenant.events', 'control.audit_events']
