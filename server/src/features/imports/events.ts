import { id } from '@polyclinic/contract/kit/ids.ts'
import { event } from '../../kit/jobs/events.ts'

/** An import was begun, changed, or got on by some rows: whoever looks at patients looks again. */
export const importChanged = event('import.changed', { importId: id })
