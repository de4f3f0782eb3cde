import type { Platform } from '../../../kit/http/platform.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'

export async function forgetGuesses({ databases }: Platform): Promise<void> {
  await databases.accounts.query({
    name: 'forget-guesses',
    text: "delete from auth.guess where window_ends_at < clock_timestamp() - interval '1 hour'",
  })
}

export const endedGuesses = dueWork('factors.ended-guesses', { in: 'control', every: 600 }, ({ platform }) =>
  forgetGuesses(platform),
)
