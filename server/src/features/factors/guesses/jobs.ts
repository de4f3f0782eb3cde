import type { Platform } from '../../../kit/http/platform.ts'

/** What was counted goes an hour after it counts no more. */
export async function sweepGuesses({ databases }: Platform): Promise<void> {
  await databases.accounts.query({
    name: 'sweep-guesses',
    text: "delete from auth.guess where window_ends_at < clock_timestamp() - interval '1 hour'",
  })
}
