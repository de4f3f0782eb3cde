import { retention } from '../../../kit/jobs/retention.ts'

/** What happened to accounts' safety goes when its kind has been kept long enough (control.retention_rules). */
export const oldSecurityEvents = retention('identity.old-security-events', {
  in: 'control',
  forget: 'control.forget_security_events',
  next: 'control.next_old_security_event_at',
})
