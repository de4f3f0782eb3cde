import { sql } from 'kysely'
import { json, text, uuid } from '../db/columns.ts'
import { anyRow, shape } from '../db/row.ts'
import { handOn } from './due-rows.ts'
import { dueWork, type DueContext, type DueWork } from './due-work.ts'

const eventRow = shape({ organization_id: uuid, id: uuid, name: text, payload: json<Record<string, unknown>>() })

const soon = `statement_timestamp() + interval '100 milliseconds'`

export type Queue = (
  name: string,
  payload: { organizationId: string; eventId?: string },
  options?: { key?: string; runAt?: string },
) => Promise<void>

/** Every event becomes the jobs that listen to it. A crash in between hands it on twice: jobs are repeatable. */
export function relayOf(listeners: Readonly<Record<string, readonly string[]>>, queue: Queue): DueWork[] {
  const relay = async ({ ask }: DueContext) => {
    for (;;) {
      const rows = await ask(eventRow`select * from tenant.waiting_events(200)`)
      if (rows.length === 0) return
      for (const event of rows) {
        for (const name of listeners[event.name] ?? []) {
          const runAt = typeof event.payload.runAt === 'string' ? event.payload.runAt : undefined
          await queue(
            name,
            { ...event.payload, organizationId: event.organization_id, eventId: event.id },
            { key: `${event.id}|${name}`, runAt },
          )
        }
      }
      await ask(anyRow`select from tenant.mark_dispatched(${sql.val(rows.map((row) => row.id))}::uuid[])`)
    }
  }
  return [
    // an older transaction is still at work somewhere on the server: what it holds back is looked for again soon
    dueWork(handOn, { in: 'tenant', next: `case when tenant.events_held_back() then ${soon} end` }, relay),
    // nobody promises looks at the database that holds the promises
    dueWork('kit.look', { in: 'control', every: 10 }, relay),
  ]
}
