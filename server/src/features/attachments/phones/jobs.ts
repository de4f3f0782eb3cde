import { retention } from '../../../kit/jobs/retention.ts'

/** A link is over after a quarter of an hour, and its row a day later; the pictures that came by it stay. */
export const oldPhoneLinks = retention('attachments.old-phone-links', {
  in: 'tenant',
  forget: 'tenant.forget_phone_links',
  next: 'tenant.next_old_phone_link_at',
})
