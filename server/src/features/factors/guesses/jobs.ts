import type { Platform } from '../../../kit/http/platform.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import { deleteInSteps } from '../../../kit/jobs/retention.ts'

export async function forgetGuesses({ databases }: Platform): Promise<void> {
  await deleteInSteps(databases.accounts, 'auth.guess', "window_ends_at < statement_timestamp() - interval '1 hour'")
}

export const endedGuesses = dueWork('factors.ended-guesses', { in: 'control', every: 600 }, ({ platform }) =>
  forgetGuesses(platform),
)
