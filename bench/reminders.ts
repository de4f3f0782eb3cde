import { newId } from '../server/src/kit/db/ids.ts'
import { openClinic, slot } from './clinic-data.ts'
import { milliseconds, perSecond, type Benchmark } from './report.ts'
import { during, interleaved, percentile, type Side } from './rounds.ts'
import { openStage } from './stage.ts'

const atOnce = 4
const reminders = 300_000

/** Bookings whose events a worker hands on at once, with so many messages that wait for days to come. */
async function openSide(
  cluster: string,
  waiting: number,
): Promise<{ book: () => Promise<void>; close(): Promise<void> }> {
  const stage = await openStage(cluster, { hasWorker: true })
  const organization = await stage.organization()
  const clinic = await openClinic(organization, 50)
  await stage.owner.query(
    `insert into tenant.messages (organization_id, id, dedupe_key, channel, template, language, recipient_sealed, content_sealed, send_after)
     select $1, gen_random_uuid(), nth, 'email', 'reminder', 'en', '\\x00', '\\x00', now() + interval '1 day' + nth * interval '1 second'
     from generate_series(1, $2::int) nth`,
    [organization.id, waiting],
  )
  await stage.owner.query('vacuum analyze tenant.messages')
  const { clinicId, serviceId, patientId } = clinic
  let booked = 0
  return {
    async book() {
      const body = { clinicId, serviceId, patientId, ...slot(clinic, booked++) }
      const answer = await organization.owner.post('/appointments', body, { 'idempotency-key': newId() })
      if (answer.status !== 201) throw new Error(`a booking answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    },
    close: () => stage.close(),
  }
}

/** A pair: bookings while 300,000 reminders wait, beside bookings while none does. */
export const waitingReminders: Benchmark = {
  name: 'reminders',
  async run({ isQuick, cluster }) {
    const [rounds, seconds] = isQuick ? [3, 1] : [7, 3]
    const [many, none] = [await openSide(await cluster(), reminders), await openSide(await cluster(), 0)]
    const side =
      ({ book }: { book: () => Promise<void> }): Side =>
      () =>
        during(seconds, atOnce, book)
    try {
      const { ratio, ours, bare, times } = await interleaved(rounds, side(many), side(none))
      return [
        {
          what: `booking while ${reminders.toLocaleString('en')} messages wait, beside none`,
          figures: `${perSecond(ours)} beside ${perSecond(bare)}, p95 ${milliseconds(percentile(times, 0.95))}`,
          ratio,
          goal: '≥ 0.83',
          isMet: ratio >= 0.83,
        },
      ]
    } finally {
      await many.close()
      await none.close()
    }
  },
}
