import { z } from 'zod'
import { operation } from '../kit/operation.ts'
import { name, text } from '../kit/text.ts'

const pair = z.object({
  /** A JWT for `Authorization: Bearer`. */
  accessToken: z.string(),
  expiresAt: z.string(),
  /** Good for one use. */
  refreshToken: z.string(),
})

export const tokenRoutes = {
  create: operation({
    method: 'POST',
    path: '/me/tokens',
    summary: 'Sign a program of mine in: it stands among my sessions',
    permission: 'account',
    confirmed: true,
    status: 201,
    body: z.strictObject({ name: name(60) }),
    output: pair,
  }),
  refresh: operation({
    method: 'POST',
    path: '/tokens',
    summary: 'The next pair of tokens; a refresh token that was used before ends its whole family',
    permission: 'public',
    body: z.strictObject({ refreshToken: text(200) }),
    output: pair,
  }),
}
