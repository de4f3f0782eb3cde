import type { Platform } from '../../../kit/http/platform.ts'

/** What has ended goes after a day. */
export async function sweepOauthRecords({ databases }: Platform): Promise<void> {
  await databases.accounts.query({
    name: 'sweep-oauth-records',
    text: "delete from auth.oauth_record where expires_at < clock_timestamp() - interval '1 day'",
  })
}
