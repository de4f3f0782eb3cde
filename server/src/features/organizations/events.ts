import { id } from '@polyclinic/contract/kit/ids.ts'
import { event } from '../../kit/jobs/events.ts'

export const brandChanged = event('brand.changed', {})

export const clinicChanged = event('clinic.changed', { clinicId: id })
