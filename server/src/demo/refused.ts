import type { Platform } from '../kit/http/platform.ts'
import { StartupError } from '../kit/postgres/startup-error.ts'
import { holdsDemoAccounts } from './actions.ts'

/** A database that the demo was loaded into is not for everybody: whoever read its page can sign in. */
export async function refuseDemo({ config, databases }: Pick<Platform, 'config' | 'databases'>): Promise<void> {
  if (config.isPublic && (await holdsDemoAccounts(databases.accounts)))
    throw new StartupError(
      'the demo world is in this database, and everybody knows the password of its accounts: start with an empty database',
    )
}
