import { dueWork } from '../../../kit/jobs/due-work.ts'
import { deleteInSteps } from '../../../kit/jobs/retention.ts'

export const endedCeremonies = dueWork('identity.ended-ceremonies', { in: 'control', every: 60 }, ({ platform }) =>
  deleteInSteps(platform.databases.accounts, 'auth.ceremony', 'expires_at < statement_timestamp()'),
)
