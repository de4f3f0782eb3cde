import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { sendCookie } from '../devices/cookies.ts'
import { recordSecurityEvent } from '../security-events/actions.ts'
import { endSession, endSessions, renameSession } from './actions.ts'
import { eventsOf, findOwnSession, sessionsOf } from './queries.ts'
import { eventView, sessionView } from './view.ts'

export const sessionRoutes = {
  list: operation(contract.identity.sessions.list, {
    in: 'accounts',
    work: async ({ accounts, accountId, access }) => ({
      items: (await sessionsOf(accounts, accountId)).map((row) => sessionView(row, access.who?.session?.id)),
    }),
  }),

  rename: operation(contract.identity.sessions.rename, {
    in: 'accounts',
    work: async ({ accounts, accountId, access, input }) => {
      await renameSession(accounts, accountId, input.params.id, input.body.name)
      const row = await findOwnSession(accounts, accountId, input.params.id)
      if (!row) throw refuse('not-found')
      return sessionView(row, access.who?.session?.id)
    },
  }),

  end: operation(contract.identity.sessions.end, {
    in: 'accounts',
    work: async ({ accounts, accountId, access, input, request, platform }) => {
      const { id } = input.params
      if (!(await endSession(accounts, accountId, id))) throw refuse('not-found')
      await recordSecurityEvent(accounts, request, { kind: 'session-ended', accountId, sessionId: id })
      if (id === access.who?.session?.id && access.who.by === 'cookie')
        sendCookie(accounts, platform, request, 'session_token', undefined)
      return { id }
    },
  }),

  endOthers: operation(contract.identity.sessions.endOthers, {
    in: 'accounts',
    work: async ({ accounts, accountId, access, request }) => {
      const ended = await endSessions(accounts, accountId, access.who?.session?.id)
      if (ended > 0)
        await recordSecurityEvent(accounts, request, { kind: 'session-ended', accountId, details: { others: ended } })
      return { ended }
    },
  }),

  events: operation(contract.identity.sessions.events, {
    in: 'accounts',
    work: async ({ accounts, accountId, input }) => {
      const limit = input.query?.limit ?? 50
      const [before] = readCursor(input.query?.cursor, z.tuple([z.uuid()])) ?? []
      const rows = await eventsOf(accounts, accountId, before, limit + 1)
      return pageFrom(rows, limit, eventView, ({ id }) => [id])
    },
  }),
}
