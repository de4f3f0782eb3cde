import { id } from '@polyclinic/contract/kit/ids.ts'
import { event } from '../../kit/jobs/events.ts'

/** A document of a patient's chart, or one of the inbox (no `patientId`), came, was changed or went elsewhere. */
export const documentChanged = event('document.changed', { patientId: id.optional() })
