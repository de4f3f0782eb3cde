import { event } from '../../kit/jobs/events.ts'

/** What everybody is shown, and where. */
export const websiteChanged = event('website.changed', {})
