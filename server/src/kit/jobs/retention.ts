import { sql } from 'kysely'
import { int } from '../db/columns.ts'
import { shape } from '../db/row.ts'
import { dueWork, type DueWork } from './due-work.ts'

/** Rows of one step: no step holds up what others write. */
const atOnce = 500

/**
 * Takes away what is too old, in steps, at most once an hour. `forget`: a function that takes so many at most and answers
 * how many it took; `next`: when the oldest may go.
 */
export const retention = (
  name: `${string}.${string}`,
  where: { in: 'control' | 'tenant'; forget: string; next: string },
): DueWork =>
  dueWork(name, { in: where.in, next: `${where.next}()`, rest: 3600 }, async ({ ask }) => {
    for (;;) {
      const [row] = await ask(shape({ gone: int })`select ${sql.raw(where.forget)}(${atOnce}) as gone`)
      if ((row?.gone ?? 0) < atOnce) return
    }
  })

interface Queried {
  query(statement: { name: string; text: string }): Promise<{ rowCount: number | null }>
}

/** Deletes the rows of a table of which `ended` holds, a step a statement: nobody who signs in waits for thousands of them. */
export async function deleteInSteps(accounts: Queried, table: `auth.${string}`, ended: string): Promise<void> {
  const text = `delete from ${table} where ctid = any (array(select ctid from ${table} where ${ended} limit ${atOnce}))`
  for (;;) {
    const { rowCount } = await accounts.query({ name: `forget-${table}`, text })
    if ((rowCount ?? 0) < atOnce) return
  }
}

/** Of tables that every transaction writes. */
export const kitRetention: readonly DueWork[] = [
  retention('kit.old-events', { in: 'tenant', forget: 'tenant.forget_events', next: 'tenant.next_old_event_at' }),
  retention('kit.old-answers', { in: 'tenant', forget: 'tenant.forget_answers', next: 'tenant.next_old_answer_at' }),
  retention('kit.old-answers-in-control', {
    in: 'control',
    forget: 'control.forget_answers',
    next: 'control.next_old_answer_at',
  }),
]
