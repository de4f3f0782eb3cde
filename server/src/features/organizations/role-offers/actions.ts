import { sql } from 'kysely'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { lockKnownRoles } from './queries.ts'
import { offersIn } from './view.ts'

interface Answer {
  role: string
  take: readonly string[]
  leave: readonly string[]
}

/** What is not offered (any more), or twice in one answer, is refused; so is what the caller could not hand out. */
export async function answerOffers(
  control: ControlTx,
  organizationId: string,
  mayHandOut: ReadonlySet<string>,
  answers: readonly Answer[],
): Promise<void> {
  const roles = await lockKnownRoles(control, organizationId)
  const offered = new Map(roles.map(({ key }) => [key, new Set<string>()]))
  for (const { role, permissions } of offersIn(roles, mayHandOut)) offered.set(role.key, new Set(permissions))
  for (const { role, take, leave } of answers) {
    const open = offered.get(role)
    const answered = [...take, ...leave]
    if (!open || !answered.every((permission) => open.delete(permission)))
      throw refuse('wrong-state', { state: 'answered' })
    await control.run(sql`
      update control.roles set permissions = permissions || ${[...take]}::text[],
        known_permissions = known_permissions || ${answered}::text[]
      where organization_id = ${organizationId} and key = ${role}`)
  }
}
