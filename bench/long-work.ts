import { newId } from '../server/src/kit/db/ids.ts'
import { bigint } from '../server/src/kit/db/columns.ts'
import { shape } from '../server/src/kit/db/row.ts'
import { inTenant } from '../server/src/kit/db/tenant-tx.ts'
import type { TestOrganization } from '../server/src/testing/world.ts'
import { fillAppointments, openClinic, slot } from './clinic-data.ts'
import { milliseconds, type Benchmark } from './report.ts'
import { during, interleaved, percentile, type Side } from './rounds.ts'
import { openStage, type Stage } from './stage.ts'

const atOnce = 2
const appointments = 20_000

/** Which appointments go on beside one of fifty: a second or more of one core, over all of them. */
const overlaps = shape({ pairs: bigint })`
  select count(*) as pairs from tenant.appointments a
  join tenant.appointments b on b.starts_at < a.ends_at and b.ends_at > a.starts_at and b.id <> a.id
  where mod(extract(epoch from a.starts_at)::int / 60, 2000) = 0`

/** A report as long work reads it, statement after statement of one moment, until it is told to end. */
function report({ application }: Stage, { tenant }: TestOrganization) {
  let isOver = false
  const transactions = { ...application.platform.transactions, isLong: true }
  const read = inTenant(transactions, tenant, { requestId: 'report' }, { mode: 'snapshot' }, async (tx) => {
    let statements = 0
    for (; !isOver; statements++) await tx.one(overlaps)
    return statements
  })
  return () => {
    isOver = true
    return read
  }
}

/** A pair: bookings while a report is read, beside bookings alone. */
export const longWork: Benchmark = {
  name: 'long-work',
  async run({ isQuick, cluster }) {
    const [rounds, seconds] = isQuick ? [3, 3] : [5, 12]
    const stage = await openStage(await cluster(), { hasWorker: true })
    try {
      const organization = await stage.organization()
      const clinic = await openClinic(organization, 50)
      const filled = Array.from({ length: appointments }, (_, nth) => slot(clinic, nth))
      await fillAppointments(stage, organization, clinic, filled)
      const { clinicId, serviceId, patientId } = clinic
      let booked = appointments
      const book = async () => {
        const body = { clinicId, serviceId, patientId, ...slot(clinic, booked++) }
        const answer = await organization.owner.post('/appointments', body, { 'idempotency-key': newId() })
        if (answer.status !== 201)
          throw new Error(`a booking answered ${answer.status}: ${JSON.stringify(answer.body)}`)
      }
      const p95 = async () => {
        const { times } = await during(seconds, atOnce, book)
        return percentile(times, 0.95)
      }
      let statements = 0
      const whileReading: Side = async () => {
        const end = report(stage, organization)
        const time = await p95()
        statements += await end()
        return { rate: 1 / time }
      }
      const { ratio, ours, bare } = await interleaved(rounds, whileReading, async () => ({ rate: 1 / (await p95()) }))
      return [
        {
          what: `p95 of a booking while a report is read (${statements} statements), beside none`,
          figures: `${milliseconds(1 / ours)} beside ${milliseconds(1 / bare)}`,
          ratio: 1 / ratio,
          goal: '≤ 1.5',
          isMet: 1 / ratio <= 1.5,
        },
      ]
    } finally {
      await stage.close()
    }
  },
}
