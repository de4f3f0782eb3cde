import { bool } from '../kit/db/columns.ts'
import { ask } from '../kit/db/ask.ts'
import { shape } from '../kit/db/row.ts'
import type { Platform } from '../kit/http/platform.ts'
import { StartupError } from '../kit/postgres/startup-error.ts'
import { accountId, demoAccounts } from './accounts.ts'

/** A database that the demo was loaded into is not for everybody: whoever read its page can sign in. */
export async function refuseDemo({ config, databases }: Pick<Platform, 'config' | 'databases'>): Promise<void> {
  if (!config.isPublic) return
  const ids = demoAccounts.map(({ email }) => accountId(email))
  const [row] = await ask(
    databases.accounts,
    shape({ is_there: bool })`select exists (select from auth."user" u where u.id = any (${ids}::uuid[])) as is_there`,
  )
  if (row?.is_there)
    throw new StartupError(
      'the demo world is in this database, and everybody knows the password of its accounts: start with an empty database',
    )
}
