import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { openRecipient } from './actions.ts'
import { listMessages } from './queries.ts'

const position = z.tuple([z.guid()])

export const messageRoutes = {
  list: operation(contract.messaging.messages.list, async ({ tx, input, clinicIds }) => {
    const { appointmentId, state, cursor, limit = 50 } = input.query
    const after = readCursor(cursor, position)
    const rows = await listMessages(tx, {
      appointmentId,
      state,
      scope: clinicIds,
      limit,
      ...(after && { before: { id: after[0] } }),
    })
    return pageFrom(
      rows,
      limit,
      (row) => ({
        id: row.id,
        channel: row.channel,
        template: row.template,
        to: openRecipient(tx, row),
        state: row.state,
        ...(row.failure && { failure: row.failure }),
        ...(row.failure_reason && { failureReason: row.failure_reason }),
        ...(row.appointment_id && { appointmentId: row.appointment_id }),
        sendAfter: row.send_after,
        ...(row.sent_at && { sentAt: row.sent_at }),
      }),
      (row) => [row.id],
    )
  }),
}
