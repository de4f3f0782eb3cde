import { dueWork } from '../../../kit/jobs/due-work.ts'

export const endedCeremonies = dueWork(
  'identity.ended-ceremonies',
  { in: 'control', every: 60 },
  async ({ platform }) => {
    await platform.databases.accounts.query({
      name: 'forget-ceremonies',
      text: 'delete from auth.ceremony where expires_at < statement_timestamp()',
    })
  },
)
