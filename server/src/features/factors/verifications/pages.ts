import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import { loadPages, sendPage } from '../../../kit/pages/page.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { requestOf } from '../../../kit/http/server.ts'
import { knownLanguage } from '../../../kit/text/text.ts'
import { signedUpHere } from '../../identity/public.ts'
import { answerOfLibrary, refuseOtherAddresses, refuseOtherSites } from '../better-auth/routes.ts'
import { findUnconfirmed } from './queries.ts'

interface Renderers {
  renderAddressPage(props: { email: string; address: string; language: Language; assets: { css: string[] } }): string
}

interface Address {
  Querystring: { token?: string; callbackURL?: string; language?: string }
}

/**
 * Where the mailed link leads that confirms the address of a sign-up. In the browser where the password was typed it
 * confirms at once. Anywhere else it could be a program that looks into mails, or an owner of the address who never
 * signed up: there it asks, and only the form's POST confirms.
 */
export async function serveVerifications(app: FastifyInstance, platform: Platform): Promise<void> {
  const pages = await loadPages<Renderers>()

  // by HEAD nothing is asked and nothing confirmed
  app.get<Address>(
    '/api/auth/verify-email',
    { exposeHeadRoute: false, config: { kind: 'link' } },
    async (request, reply) => {
      const { query, headers } = request
      await refuseOtherAddresses(platform, requestOf(request, reply), [query])
      // sent twice, it is an array
      if (typeof query.token !== 'string') throw refuse('bad-request')
      const waiting = await findUnconfirmed(platform, query.token)
      if (!waiting || signedUpHere(headers.cookie, platform, waiting.accountId))
        return answerOfLibrary(platform, request, reply)
      if (!pages) throw refuse('unavailable')
      const language = knownLanguage(query.language ?? waiting.language)
      const address = `/api/auth/verify-email?${linkOf(request)}`
      const html = pages.render.renderAddressPage({ email: waiting.email, address, language, assets: pages.assets })
      return sendPage(reply, 200, html)
    },
  )

  const onRequest = async (request: FastifyRequest) => refuseOtherSites(platform, request)
  app.post<Address>('/api/auth/verify-email', { onRequest, config: { kind: 'link' } }, async (request, reply) => {
    await refuseOtherAddresses(platform, requestOf(request, reply), [request.query])
    return answerOfLibrary(platform, request, reply, 'GET')
  })
}

/** What the link says, and nothing else that somebody may have put beside it. */
const linkOf = ({ query: { token = '', callbackURL } }: FastifyRequest<Address>) =>
  new URLSearchParams({ token, ...(callbackURL !== undefined && { callbackURL }) }).toString()
