import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { name } from '../kit/text.ts'

export const session = z
  .object({
    id,
    /** As the person called it, else what the browser says of itself. */
    name: z.string(),
    hasOwnName: z.boolean(),
    method: z.enum(['password', 'passkey', 'provider', 'token']),
    hasSecondFactor: z.boolean(),
    beganAt: z.string(),
    lastActiveAt: z.string(),
    address: z.string().optional(),
    isCurrent: z.boolean(),
    isLocked: z.boolean(),
  })
  .meta({ id: 'Session' })

export type Session = z.infer<typeof session>

export const securityEvent = z
  .object({
    id,
    at: z.string(),
    kind: z.string(),
    address: z.string().optional(),
    device: z.string().optional(),
    /** How many like it this one stands for. */
    times: z.int(),
  })
  .meta({ id: 'SecurityEvent' })

export type SecurityEvent = z.infer<typeof securityEvent>

export const sessionRoutes = {
  list: operation({
    method: 'GET',
    path: '/me/sessions',
    summary: 'Where I am signed in',
    permission: 'account',
    output: z.object({ items: z.array(session) }),
  }),
  rename: operation({
    method: 'PATCH',
    path: '/me/sessions/{id}',
    summary: 'Give a device a name',
    permission: 'account',
    ifMatch: 'honoured',
    params: { id },
    body: z.strictObject({ name: name(60) }),
    output: session,
  }),
  end: operation({
    method: 'DELETE',
    path: '/me/sessions/{id}',
    summary: 'Sign a device out',
    permission: 'account',
    ifMatch: 'honoured',
    params: { id },
    output: z.object({ id }),
  }),
  endOthers: operation({
    method: 'DELETE',
    path: '/me/sessions',
    summary: 'Sign out everywhere but here',
    permission: 'account',
    ifMatch: 'honoured',
    output: z.object({ ended: z.int() }),
  }),
  events: operation({
    method: 'GET',
    path: '/me/security-events',
    summary: 'What happened to the safety of my account, newest first',
    permission: 'account',
    query: pageQuery,
    output: pageOf(securityEvent),
  }),
}
