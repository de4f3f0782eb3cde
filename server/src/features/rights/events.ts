import { id } from '@polyclinic/contract/kit/ids.ts'
import { event } from '../../kit/jobs/events.ts'

/** Something was asked or decided about the rights of a patient. */
export const rightsChanged = event('rights.changed', { patientId: id })
