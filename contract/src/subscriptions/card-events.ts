import { z } from 'zod'
import { operation } from '../kit/operation.ts'
import { bytes } from '../kit/plain.ts'
import './problems.ts'

export const cardEventRoutes = {
  hear: operation({
    method: 'POST',
    path: '/card-events',
    summary: 'What the provider of card payments tells, signed over its bytes; told twice, it is heard once',
    permission: 'public',
    takes: { kind: 'bytes', limit: 32_000 },
    body: bytes,
    output: z.object({ isHeard: z.boolean() }),
    errors: ['unsigned-event', 'card-away'],
  }),
}
