import { withEventMeta } from '@orpc/server'
import { contract } from '@polyclinic/contract/contract.ts'
import type { Change } from '@polyclinic/contract/organizations/live.ts'
import { findTenantById, type Tenant } from '../../../kit/db/tenant.ts'
import { inControl, inTenant } from '../../../kit/db/tenant-tx.ts'
import { lacksSecondFactor } from '../../../kit/http/conditions.ts'
import { freeOperation } from '../../../kit/http/operation.ts'
import type { Access } from '../../../kit/http/gate.ts'
import type { Authenticated, Platform } from '../../../kit/http/platform.ts'
import { Refusal } from '../../../kit/http/refusal.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { isOn } from '../../../kit/toggles/toggles.ts'
import { liveStanding, readNews } from './queries.ts'
import { changesIn, everythingChanged, liveSubjects, type Subjects } from './rules.ts'

/** Milliseconds after which rights are looked at again although nothing happened. */
const recheckEvery = 20_000

/** Milliseconds until what an older, unfinished transaction held back is looked for again. */
const heldBackFor = 150

export const liveRoutes = {
  changes: freeOperation(contract.organizations.live.changes, async ({ platform, request, access, tenant, input }) => {
    const since = input.query?.since
    return follow(platform, request, access, tenant.organizationId, since ? Number(since.split('-')[0]) : undefined)
  }),
}

/** Streams changes until the client goes or the membership ends; rights are read anew before each message. */
async function* follow(
  platform: Platform,
  request: CurrentRequest,
  { caller }: Access,
  organizationId: string,
  since: number | undefined,
): AsyncGenerator<Change> {
  let position = since
  let standing: string | undefined
  const subjects = Object.assign({}, ...platform.transactions.extensions(liveSubjects)) as Subjects
  let wake = () => {}
  let hasNews = true
  const stop = platform.changes.subscribe(organizationId, () => {
    hasNews = true
    wake()
  })
  request.signal.addEventListener('abort', () => wake())
  try {
    while (!request.signal.aborted && !platform.changes.ending.aborted) {
      // before rights are looked at: what changes during the look is looked at again
      const isNews = hasNews
      hasNews = false
      const { tenant, stands } = await look(platform, caller, organizationId)
      const who = await stillThere(platform, request)
      if (!tenant?.membership || !isLetIn(tenant, who, caller)) return
      if (standing && standing !== stands) yield { subject: 'organization', ids: [] }
      standing = stands
      let isHeldBack = false
      if (isNews) {
        const news = await inTenant(platform.transactions, tenant, caller, { mode: 'read' }, (tx) =>
          readNews(tx, position),
        )
        position = news.upto
        isHeldBack = news.is_held_back
        const changes = news.is_forgotten ? everythingChanged(subjects) : changesIn(news.events, subjects)
        for (const change of changes) yield withEventMeta(change, { id: `${position}-0` })
      }
      const { leftMs = recheckEvery } = tenant.membership.support ?? {}
      const quiet = Math.min(isHeldBack ? heldBackFor : recheckEvery, leftMs)
      if (!hasNews) await pause(quiet, (resolve) => (wake = resolve))
      if (isHeldBack) hasNews = true
    }
  } finally {
    stop()
  }
}

/** Whether it is still the same one who follows, as what they began as: another access of support is another stream. */
function isLetIn(tenant: Tenant, who: Authenticated | undefined, caller: Access['caller']): boolean {
  if (!who || who.accountId !== caller.accountId || lacksSecondFactor(tenant, who)) return false
  if (tenant.status === 'closed' || (who.bounds && !isOn(tenant, 'programs'))) return false
  return tenant.membership?.support?.id === caller.supportId
}

/** What changes without an event of the organization, and what its people are told of at once. */
const standingOf = ({ status, plan, toggleRules }: Tenant) => JSON.stringify([status, plan, toggleRules])

/** The organization as it is now, and how it stands: by its own row, and as features say it. */
const look = ({ transactions }: Platform, caller: Access['caller'], organizationId: string) =>
  inControl(transactions, caller, { mode: 'read', organizationId }, async (control) => {
    const tenant = await findTenantById(control, organizationId)
    const marks = transactions.extensions(liveStanding).map((mark) => mark(control, organizationId))
    const stands = [tenant ? standingOf(tenant) : '', ...(await Promise.all(marks))].join(' ')
    return { tenant, stands }
  })

/** A session or a key that ended ends its stream, without a word. */
async function stillThere(platform: Platform, request: CurrentRequest): Promise<Authenticated | undefined> {
  try {
    return await platform.authenticate({ ...request, isBackground: true })
  } catch (error) {
    if (error instanceof Refusal && error.code === 'signed-out') return undefined
    throw error
  }
}

function pause(milliseconds: number, onWake: (resolve: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    onWake(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
