import { bigint } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'

/** How many questions lapse in one statement. */
const step = 500

/** A question that nobody answered in its time is none any more: triggers of the table tell both logs. */
export const lapses = dueWork(
  'support.lapses',
  { in: 'control', next: 'control.next_support_lapse_at()', rest: 5 },
  async ({ ask }) => {
    for (;;) {
      const [row] = await ask(shape({ count: bigint })`select control.lapse_support(${step}) as count`)
      if ((row?.count ?? 0) < step) return
    }
  },
)
