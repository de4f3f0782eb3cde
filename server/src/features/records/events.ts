import { id } from '@polyclinic/contract/kit/ids.ts'
import { event } from '../../kit/jobs/events.ts'

/** Something of a patient's chart was recorded or changed. */
export const chartChanged = event('chart.changed', { patientId: id })
