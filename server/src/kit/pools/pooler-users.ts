import type { MasterKey } from '../crypto/master-key.ts'
import { roleName, rolePassword, type RoleKind } from '../db/roles.ts'

/** Those who come through a pooler; the worker keeps sessions and goes past it. */
const throughPooler: readonly RoleKind[] = ['app', 'auth']

/** The lines of PgBouncer's `auth_file`, https://www.pgbouncer.org/config.html#authentication-file-format */
export const poolerUsers = (rolePrefix: string, master: MasterKey): string =>
  throughPooler.map((kind) => `"${roleName(rolePrefix, kind)}" "${rolePassword(master, kind)}"\n`).join('')
