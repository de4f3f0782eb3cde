import { id } from '@polyclinic/contract/kit/ids.ts'
import { event } from '../../kit/jobs/events.ts'

export const clinicChanged = event('clinic.changed', { clinicId: id })
