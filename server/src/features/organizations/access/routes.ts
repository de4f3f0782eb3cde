import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { csvOf } from '../../../kit/text/csv.ts'
import { changePolicy, recordReviewExport, requireKnownRoles } from './actions.ts'
import {
  findPolicy,
  findPremises,
  listControlEvents,
  listReviewedMembers,
  reviewedPrograms,
  reviewedSupport,
} from './queries.ts'
import { reviewAsTable } from './rules.ts'
import { controlEventView, policyView, reviewView, type ReviewFacts } from './view.ts'

export const accessRoutes = {
  policy: operation(contract.organizations.access.policy, {
    in: 'control',
    work: async ({ control, tenant }) => policyView(await findPolicy(control, tenant.organizationId)),
  }),

  changePolicy: operation(contract.organizations.access.changePolicy, {
    in: 'control',
    work: async ({ control, tenant, input, expectedVersion, access }) => {
      const { organizationId } = tenant
      await requireKnownRoles(control, organizationId, input.body.secondFactorRoles)
      // a rule that would shut out whoever makes it is made by somebody who meets it already
      if (input.body.secondFactorRoles.includes(access.rights?.roleKey ?? '') && !access.who?.session?.hasSecondFactor)
        throw refuse('second-factor-needed')
      return policyView(await changePolicy(control, { organizationId, expectedVersion }, input.body))
    },
  }),

  review: operation(contract.organizations.access.review, {
    in: 'control',
    work: async (given) => reviewView(await readFacts(given.control, given), await readPremises(given)),
  }),

  export: operation(contract.organizations.access.export, {
    in: 'control',
    before: readPremises,
    work: async (given) => {
      const { control, tenant, before: premises } = given
      const review = reviewView(await readFacts(control, given), premises)
      await recordReviewExport(control, tenant.organizationId, {
        members: review.members.length,
        keys: review.keys.length,
        apps: review.apps.length,
        support: review.support.length,
      })
      const day = new Date().toISOString().slice(0, 10)
      return { fileName: `${tenant.slug}-access-review-${day}.csv`, csv: csvOf(reviewAsTable(review)) }
    },
  }),

  events: operation(contract.organizations.access.events, {
    in: 'control',
    work: async ({ control, tenant, sealer, input, clinicIds }) => {
      const { cursor, limit = 50, accountId } = input.query
      const rows = await listControlEvents(control, sealer, {
        organizationId: tenant.organizationId,
        accountId,
        scope: clinicIds,
        before: readCursor(cursor, z.tuple([id]))?.[0],
        limit: limit + 1,
      })
      return pageFrom(rows, limit, controlEventView, (row) => [row.id])
    },
  }),
}

interface Reviewer {
  platform: Platform
  tenant: { organizationId: string }
  clinicIds?: readonly string[]
  can(permission: Permission): boolean
  inTenant<Result>(mode: 'read', work: (tx: TenantTx) => Promise<Result>): Promise<Result>
}

/**
 * A caller scoped to clinics reviews whom it meets there: members of those clinics and of all, the keys that these made,
 * and the accounts of the patients whom it sees. What works for the whole organization, an application, is shown to all.
 */
async function readFacts(control: ControlTx, { platform, tenant, clinicIds }: Reviewer): Promise<ReviewFacts> {
  const { organizationId } = tenant
  const members = await listReviewedMembers(control, organizationId, clinicIds)
  const seen = clinicIds && new Set(members.map((row) => row.account_id))
  const facts: ReviewFacts = { members, keys: [], apps: [], support: [] }
  for (const programs of platform.transactions.extensions(reviewedPrograms)) {
    const { keys, apps } = await programs(control, organizationId, seen)
    facts.keys.push(...keys)
    facts.apps.push(...apps)
  }
  // whoever is let in is so for the whole organization
  for (const list of platform.transactions.extensions(reviewedSupport))
    facts.support.push(...(await list(control, organizationId)))
  return facts
}

function readPremises({ inTenant, clinicIds, can }: Reviewer) {
  return inTenant('read', (tx) => findPremises(tx, clinicIds, can('patients.all-clinics')))
}
