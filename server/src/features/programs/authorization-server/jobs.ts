import { dueWork } from '../../../kit/jobs/due-work.ts'

export const endedOauthRecords = dueWork(
  'programs.ended-oauth-records',
  { in: 'control', every: 600 },
  async ({ platform }) => {
    await platform.databases.accounts.query({
      name: 'forget-oauth-records',
      text: "delete from auth.oauth_record where expires_at < statement_timestamp() - interval '1 day'",
    })
  },
)
