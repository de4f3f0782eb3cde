import { date } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'

/** By the clock of the database: a day of UTC. */
export async function today(control: ControlTx): Promise<string> {
  const { day } = await control.one(shape({ day: date })`select (clock_timestamp() at time zone 'utc')::date as day`)
  return day
}
