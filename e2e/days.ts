import pg from 'pg'
import { daysAreOver, lookWhatIsDue } from '../server/src/features/subscriptions/dues/days-fixture.ts'

/** Lets days pass for what an organization ordered and owes; the workers look at it within two seconds. */
export async function letDaysPass(slug: string, days: number): Promise<void> {
  const owner = new pg.Pool({ connectionString: process.env.JOURNEY_DATABASE, max: 1 })
  try {
    const { rows } = await owner.query<{ id: string }>('select id from control.organizations where slug = $1', [slug])
    const [organization] = rows
    if (!organization) throw new Error(`${slug} is not in the database that journeys may look into`)
    await daysAreOver({ owner }, organization.id, days)
    await lookWhatIsDue({ owner })
  } finally {
    await owner.end()
  }
}
