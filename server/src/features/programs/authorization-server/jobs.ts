import { dueWork } from '../../../kit/jobs/due-work.ts'
import { deleteInSteps } from '../../../kit/jobs/retention.ts'

export const endedOauthRecords = dueWork(
  'programs.ended-oauth-records',
  { in: 'control', every: 600 },
  async ({ platform }) => {
    const ended = "expires_at < statement_timestamp() - interval '1 day'"
    await deleteInSteps(platform.databases.accounts, 'auth.oauth_record', ended)
  },
)
