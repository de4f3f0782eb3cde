import { id } from '@polyclinic/contract/kit/ids.ts'
import { job } from '../../../kit/jobs/job.ts'
import { markChecked } from './actions.ts'

export const checkKennel = job('kennels.check', { kennelId: id }, async ({ payload, inTenant }) => {
  await inTenant('write', (tx) => markChecked(tx, payload.kennelId))
})
