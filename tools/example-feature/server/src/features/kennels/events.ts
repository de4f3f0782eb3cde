import { id } from '@polyclinic/contract/kit/ids.ts'
import { event } from '../../kit/jobs/events.ts'

export const kennelAdded = event('kennel.added', { kennelId: id })
export const kennelChecked = event('kennel.checked', { kennelId: id })
