import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { text } from '../kit/text.ts'

/** A WebAuthn object as browsers give and take it (W3C WebAuthn Level 3, JSON forms); the server's library reads it. */
export const webAuthn = z.record(z.string().max(100), z.unknown())

export const secondFactorMethod = z.enum(['totp', 'passkey', 'recovery-code'])

/** A colleague who is signed in at this machine and whose screen is locked. */
export const seat = z
  .object({
    id,
    name: z.string(),
    /** Without a PIN the password unlocks. */
    hasPin: z.boolean(),
    lockedAt: z.string(),
  })
  .meta({ id: 'Seat' })

export type Seat = z.infer<typeof seat>

export const waysIn = z
  .object({
    providers: z.array(
      z.object({ id: z.string(), name: z.string(), kind: z.enum(['google', 'microsoft', 'apple', 'other']) }),
    ),
    /** A sign-in of this browser that lacks its second factor. */
    waiting: z.object({ methods: z.array(secondFactorMethod) }).optional(),
    desk: z.object({ lockAfterMinutes: z.int() }).optional(),
    seats: z.array(seat),
  })
  .meta({ id: 'WaysIn' })

export type WaysIn = z.infer<typeof waysIn>

/** Where a sign-in goes on, always below our own origin. */
const next = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])/)
  .optional()

export const signedIn = z.object({ account: z.object({ id, name: z.string() }) }).meta({ id: 'SignedIn' })

export const ceremony = z.object({ ceremony: z.string(), options: webAuthn }).meta({ id: 'Ceremony' })

const ceremonyAnswer = { ceremony: text(100), response: webAuthn }

/** One-time code of an authenticator app (RFC 6238): six digits. */
export const totpCode = z
  .string()
  .trim()
  .regex(/^\d{6}$/)
/** A code from the list kept on paper: ten letters and digits, in any case, with or without hyphens. */
export const recoveryCode = z.string().trim().min(10).max(20)
/** Four to eight digits. */
export const pin = z.string().regex(/^\d{4,8}$/)

export const signInRoutes = {
  ways: operation({
    method: 'GET',
    path: '/sign-in',
    summary: 'How one can sign in on this browser, and who is locked on it',
    permission: 'public',
    output: waysIn,
  }),
  passkeyOptions: operation({
    method: 'POST',
    path: '/sign-in/passkey-options',
    summary: 'Begin a sign-in with a passkey, also as a second factor',
    permission: 'public',
    output: ceremony,
  }),
  withPasskey: operation({
    method: 'POST',
    path: '/sign-in/passkey',
    summary: 'Sign in with a passkey; it counts as a second factor, too',
    permission: 'public',
    body: z.strictObject(ceremonyAnswer),
    output: signedIn,
    errors: ['not-confirmed', 'link-ended'],
  }),
  withProvider: operation({
    method: 'POST',
    path: '/sign-in/provider',
    summary: 'Begin a sign-in at a provider; the browser goes to the answered address',
    permission: 'public',
    body: z.strictObject({ provider: text(60), next }),
    output: z.object({ url: z.string() }),
  }),
  secondFactor: operation({
    method: 'POST',
    path: '/sign-in/second-factor',
    summary: 'End a sign-in with its second factor',
    permission: 'public',
    body: z.discriminatedUnion('method', [
      z.strictObject({ method: z.literal('totp'), code: totpCode }),
      z.strictObject({ method: z.literal('recovery-code'), code: recoveryCode }),
      z.strictObject({ method: z.literal('passkey'), ...ceremonyAnswer }),
    ]),
    output: signedIn,
    errors: ['not-confirmed', 'link-ended'],
  }),
}
