import type { platformActs } from '@polyclinic/contract/platform/log.ts'
import { db } from '../../../database.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'

export type PlatformAct = (typeof platformActs)[number]

export interface ActFacts {
  organizationId?: string
  operatorId?: string
  about?: string
  reason?: string
}

/** In the transaction of the act: what is not written down did not happen. */
export const recordAct = (control: ControlTx, act: PlatformAct, facts: ActFacts = {}) =>
  control.run(
    db.insertInto('control.platform_log').values({
      act,
      organization_id: facts.organizationId ?? null,
      operator_id: facts.operatorId ?? null,
      about: facts.about ?? null,
      reason: facts.reason ?? null,
    }),
  )
