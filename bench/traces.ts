import { features } from '../server/src/app.ts'
import { addPatients } from '../server/src/features/patients/patients/actions.ts'
import { chainNext } from '../server/src/kit/audit/sealing.ts'
import { recordsAudit } from '../server/src/kit/audit/store.ts'
import { rotatedIn } from '../server/src/kit/feature.ts'
import { listEvents } from '../server/src/features/audit/audit-events/queries.ts'
import { rotateKeys } from '../server/src/kit/keys/rotation.ts'
import { genericPlan } from '../server/src/testing/statements/generic-plan.ts'
import type { TestOrganization } from '../server/src/testing/world.ts'
import { milliseconds, perSecond, short, type Benchmark, type Line } from './report.ts'
import { interleaved, percentile } from './rounds.ts'
import { openStage, type Stage } from './stage.ts'

/** Rows of one transaction of an import. */
const chunk = 250
const people = Array.from({ length: chunk }, (_, nth) => ({
  kind: 'human' as const,
  givenName: `Katharina ${nth}`,
  familyName: 'Eichenmeister',
  birthDate: '1961-04-05',
  contact: { phone: `+49431${700_000 + nth}`, email: `katharina.${nth}@example.org` },
  memo: 'comes with her daughter, prefers the morning',
}))

/** What the audit and new keys cost. */
export const traces: Benchmark = {
  name: 'traces',
  async run({ isQuick, cluster }) {
    const stage = await openStage(await cluster())
    try {
      const organization = await stage.organization()
      const imported = await importing(stage, organization, isQuick)
      return [
        imported,
        await chaining(organization),
        await rotating(stage, organization),
        await listing(stage, isQuick),
      ]
    } finally {
      await stage.close()
    }
  },
}

async function importing(stage: Stage, organization: TestOrganization, isQuick: boolean): Promise<Line> {
  const audited = async (isOn: boolean) => {
    for (const name of ['audited', 'audited_when_inserted'])
      await stage.owner.query(`alter table tenant.patients ${isOn ? 'enable' : 'disable'} trigger ${name}`)
  }
  const side = (isOn: boolean) => async () => {
    await audited(isOn)
    const began = performance.now()
    const chunks = isQuick ? 4 : 20
    for (let nth = 0; nth < chunks; nth++) await organization.inTenant((tx) => addPatients(tx, people))
    return { rate: (chunks * chunk * 1000) / (performance.now() - began) }
  }
  const { ratio, ours, bare } = await interleaved(isQuick ? 3 : 5, side(true), side(false))
  await audited(true)
  return {
    what: 'import of patients, audited beside unaudited',
    figures: `${perSecond(ours)} beside ${perSecond(bare)}`,
    ratio: 1 / ratio,
    goal: '≤ 1.5 of the time',
    isMet: 1 / ratio <= 1.5,
  }
}

async function chaining(organization: TestOrganization): Promise<Line> {
  const began = performance.now()
  let events = 0
  for (let done = 1; done > 0; events += done) done = await organization.inTenant((tx) => chainNext(recordsAudit(tx)))
  return { what: 'events sealed and chained', figures: perSecond((events * 1000) / (performance.now() - began)) }
}

async function rotating({ application }: Stage, organization: TestOrganization): Promise<Line> {
  const { transactions } = application.platform
  const began = performance.now()
  const rows = (await rotateKeys({ transactions, rotated: rotatedIn(features), settleFor: 0 }, organization.id)) ?? 0
  return {
    what: `new keys for an organization, ${rows} rows in both passes`,
    figures: perSecond((rows * 1000) / (performance.now() - began)),
  }
}

const numberedId = (nth: number) => `00000000-0000-7000-8000-${String(nth).padStart(12, '0')}`

/** Lists of one organization of a million events, a second apart. */
async function listing(stage: Stage, isQuick: boolean): Promise<Line> {
  const organization = await stage.organization()
  const count = isQuick ? 100_000 : 1_000_000
  const startsAt = Date.now() - count * 1000
  const numbered = (some: number) => `('00000000-0000-7000-8000-' || lpad((i % ${some})::text, 12, '0'))::uuid`
  await stage.owner.query(
    `insert into tenant.audit_events (organization_id, id, account_id, action, subject, subject_id, patient_id, batch)
     select $1, (left(h, 8) || '-' || right(h, 4) || substr(gen_random_uuid()::text, 14))::uuid, ${numbered(97)},
       case when i % 500 = 0 then 'export' else 'read' end, 'kind-' || chr(97 + i % 19), '', ${numbered(9973)}, i / 500
     from generate_series(1, ${count}) i, lateral (select lpad(to_hex(${startsAt} + i * 1000::bigint), 12, '0') as h) n`,
    [organization.id],
  )
  await stage.owner.query('vacuum analyze tenant.audit_events')
  const day = (nth: number) => new Date(startsAt + ((nth % 60) + 1) * (count / 100) * 1000).toISOString()
  const asked = (nth: number): Record<string, string>[] => [
    { accountId: numberedId(nth % 97) },
    { patientId: numberedId(nth % 9973) },
    { subject: `kind-${String.fromCharCode(97 + (nth % 19))}` },
    { action: 'export' },
    { to: day(nth) },
    { accountId: numberedId(nth % 97), from: day(nth), to: day(nth + 1) },
  ]
  const times: number[] = []
  for (let nth = 0; nth < 60; nth++) {
    for (const filter of asked(nth)) {
      const began = performance.now()
      const query = String(new URLSearchParams(filter))
      const { status, body } = await organization.owner.get(`/audit-events?${query}`)
      if (status !== 200 || (body.items.length === 0 && !filter.from))
        throw new Error(`audit-events?${query} answered ${status}`)
      if (nth > 5) times.push(performance.now() - began)
    }
  }
  const pages: number[] = []
  for (const { action, ...rest } of asked(7)) {
    const [root] = await genericPlan(organization, (tx) =>
      listEvents(tx, { scope: undefined, limit: 51, ...rest, ...(action && { actions: [action] }) }),
    )
    if (root) pages.push(root['Shared Hit Blocks'] + root['Shared Read Blocks'])
  }
  const p95 = percentile(times, 0.95)
  return {
    what: `events by account, patient, kind, act and date, one page among ${short(count)}`,
    figures: `p50 ${milliseconds(percentile(times, 0.5))}, p95 ${milliseconds(p95)}, buffers ${pages.join(' ')}`,
    goal: 'p95 ≤ 30 ms',
    isMet: p95 <= 30,
    isTimed: true,
  }
}
