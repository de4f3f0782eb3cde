import type { Platform } from '../../../kit/http/platform.ts'

/** What was begun and never ended goes. */
export async function sweepCeremonies({ databases }: Platform): Promise<void> {
  await databases.accounts.query({
    name: 'sweep-ceremonies',
    text: 'delete from auth.ceremony where expires_at < clock_timestamp()',
  })
}
