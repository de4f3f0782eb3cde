import { sql } from 'kysely'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten } from '../../../kit/db/versioned.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { findRules, type RulesRow } from './queries.ts'

/** The row is made by the first change; before it, the version is 0. */
export async function changeRules(
  control: ControlTx,
  { organizationId, expectedVersion = null }: { organizationId: string; expectedVersion?: number | null },
  { allowsBreakGlass }: { allowsBreakGlass: boolean },
): Promise<RulesRow> {
  const made = expectedVersion
    ? 0
    : await control.run(sql`
        insert into control.support_rules (organization_id, allows_break_glass) values (${organizationId}, ${allowsBreakGlass})
        on conflict do nothing`)
  if (made === 0) {
    const changed = await control.run(sql`
      update control.support_rules set allows_break_glass = ${allowsBreakGlass}
      where organization_id = ${organizationId} and (${expectedVersion}::int is null or version = ${expectedVersion}::int)`)
    if (changed === 0) throw refuse('stale')
  }
  return justWritten(findRules(control, organizationId))
}
