import { APIError, createAuthMiddleware } from 'better-auth/api'
import { z } from 'zod'
import { name } from '@polyclinic/contract/kit/text.ts'
import { currentRequest } from '../../../kit/http/request.ts'
import { signOut, signUpCookie, type SignInPlatform } from '../../identity/public.ts'
import type { PasswordCheck } from '../passwords/stolen.ts'
import { signInWithPassword } from '../sign-in/actions.ts'
import { findResetting } from '../passwords/queries.ts'

const signIn = z.object({ email: z.string().max(254), password: z.string().min(1).max(128) })
// nothing else is kept of what nobody has proved to be theirs
const signUp = z.strictObject({
  name: name(120),
  email: z.string().max(254),
  password: z.string(),
  language: z.string().max(10).optional(),
  callbackURL: z.string().max(600).optional(),
})
const signedUp = z.object({ user: z.object({ id: z.string() }) })
const reset = z.object({ newPassword: z.string(), token: z.string().optional() })

const codeOf = ({ issues }: z.ZodError) =>
  issues.some(({ path }) => path[0] === 'name') ? 'INVALID_NAME' : 'INVALID_BODY'

const unauthorized = () =>
  new APIError('UNAUTHORIZED', { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' })

export function authHooks(platform: SignInPlatform, isStolen: PasswordCheck) {
  async function refuseStolen(password: string, owner: { name?: string; email?: string }): Promise<void> {
    // what is too short or too long is refused by its length
    if (password.length < 10 || password.length > 128 || !(await isStolen(password, owner))) return
    throw new APIError('BAD_REQUEST', {
      code: 'PASSWORD_COMPROMISED',
      message: 'This password appears in lists of stolen passwords',
    })
  }

  return {
    before: createAuthMiddleware(async ({ path, body, query }) => {
      const request = currentRequest()
      if (!request) return undefined
      if (path === '/sign-in/email') {
        const given = signIn.safeParse(body)
        if (!given.success) throw new APIError('BAD_REQUEST', { code: 'INVALID_EMAIL', message: 'Invalid email' })
        const outcome = await signInWithPassword(platform, request, given.data)
        if (outcome === 'refused') throw unauthorized()
        if (outcome === 'unverified')
          throw new APIError('FORBIDDEN', { code: 'EMAIL_NOT_VERIFIED', message: 'Email not verified' })
        return { redirect: false, ...outcome }
      }
      if (path === '/sign-out') await signOut(platform, request)
      if (path === '/sign-up/email') {
        const given = signUp.safeParse(body)
        if (!given.success)
          throw new APIError('BAD_REQUEST', { code: codeOf(given.error), message: 'Some fields are not valid' })
        await refuseStolen(given.data.password, given.data)
        return { context: { body: { ...(body as object), name: given.data.name } } }
      }
      if (path === '/reset-password') {
        const given = reset.safeParse(body)
        const token = given.data?.token ?? (query as { token?: unknown } | undefined)?.token
        const owner = typeof token === 'string' ? await findResetting(platform.databases.accounts, token) : undefined
        // a link that does not exist is refused as such
        if (given.success && owner) await refuseStolen(given.data.newPassword, owner)
      }
      return undefined
    }),

    after: createAuthMiddleware(async (ctx) => {
      const { returned } = ctx.context
      const made = ctx.path === '/sign-up/email' ? signedUp.safeParse(returned) : undefined
      // an address that has an account is answered by an id that nobody has: its link signs nobody in here
      if (made?.success) currentRequest()?.setHeader('set-cookie', signUpCookie(platform, made.data.user.id))
      if (ctx.path !== '/get-session' || typeof returned !== 'object' || returned === null || !('session' in returned))
        return undefined
      // what the cookie keeps from scripts is not told to them in the answer
      const { token: _, ...session } = returned.session as Record<string, unknown>
      return ctx.json({ ...returned, session })
    }),
  }
}
