import { openDocuments } from '../server/src/kit/documents/documents.ts'
import { slipOf, slipTemplate } from '../server/src/features/scheduling/appointment-links/slip.ts'
import { milliseconds, perSecond, type Benchmark } from './report.ts'
import { during, percentile } from './rounds.ts'

const facts = {
  organization: { name: 'Riverside Medical Practice', slug: 'riverside', country: 'GB', look: {} },
  clinic: {
    name: 'Harbour',
    timeZone: 'Europe/London',
    address: '12 Harbour Street\nBristol',
    phone: '+44 117 496 0100',
  },
  state: 'booked',
  startsAt: '2027-03-15T19:30:00Z',
  endsAt: '2027-03-15T20:00:00Z',
  practitionerName: 'Dr Kenji Ito',
  patientGivenName: 'Mina',
} as const

/** Appointment slips: the first one opens the thread and its fonts. */
export const documents: Benchmark = {
  name: 'documents',
  async run({ isQuick }) {
    const made = openDocuments([slipTemplate])
    const slip = async (language: 'en' | 'ar') =>
      void (await made.render(
        slipTemplate.name,
        slipOf(facts, { language, url: 'https://example.org/visit/riverside/0' }),
      ))
    try {
      const begun = performance.now()
      await slip('en')
      const first = performance.now() - begun
      const { rate, times } = await during(isQuick ? 1 : 5, 4, () => slip('ar'))
      return [
        {
          what: 'appointment slips, 4 asked for at once',
          figures: `${perSecond(rate)}, p95 ${milliseconds(percentile(times, 0.95))}; the first ${milliseconds(first)}`,
        },
      ]
    } finally {
      await made.close()
    }
  },
}
