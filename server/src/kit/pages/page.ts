import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { letVisitorIn } from '../http/gate.ts'
import type { PageKind } from './page-kinds.ts'
import type { Platform } from '../http/platform.ts'
import { asRefusal } from '../http/problems.ts'
import type { Refusal } from '../http/refusal.ts'
import { withRequest, type CurrentRequest } from '../http/request.ts'
import { requestOf } from '../http/server.ts'
import { givenTo, take, type Steps } from '../http/steps.ts'
import { builtStylesheets } from './web.ts'

export interface PageBundle<Renderers> {
  render: Renderers
  assets: { css: string[] }
}

const bundle = path.join(import.meta.dirname, '../../../../web/dist/server/server.js')

/** Loads the bundle that `npm run build` writes; absent where nothing was built. */
export async function loadPages<Renderers>(): Promise<PageBundle<Renderers> | undefined> {
  if (!existsSync(bundle)) return undefined
  return { render: (await import(pathToFileURL(bundle).href)) as Renderers, assets: { css: builtStylesheets() } }
}

interface PageInput {
  params: { slug: string; token: string }
  query: { language?: string }
}

export interface PageAsked<Renderers> extends PageInput, PageBundle<Renderers> {
  config: Platform['config']
  documents: Platform['documents']
  acceptLanguage: string | undefined
}

export type PageAnswer = { status?: number; html: string } | { file: string | Buffer; name: string; type: string }

interface PageSteps<Renderers, Before, Result> extends Pick<
  Steps<'tenant', PageInput, Result, Before>,
  'prove' | 'before' | 'work' | 'refused'
> {
  kind: PageKind
  show: (asked: PageAsked<Renderers>, result: Result) => PageAnswer | Promise<PageAnswer>
  showRefusal: (asked: PageAsked<Renderers>, refusal: Refusal) => PageAnswer
}

/**
 * A public page behind a link, rendered here: the twin of `operation`, with its gate, its transaction and its refusals. GET
 * reads and changes nothing; what a form asks for is a POST.
 */
export function page<Renderers, Before, Result>(
  method: 'GET' | 'POST',
  address: `/${string}/:slug/${string}:token${string}`,
  { kind, show, showRefusal, ...steps }: PageSteps<Renderers, Before, Result>,
): (http: FastifyInstance, platform: Platform) => Promise<void> {
  return async (http, platform) => {
    const pages = await loadPages<Renderers>()
    if (!pages) return
    const answer = async (current: CurrentRequest, { params, query, headers }: FastifyRequest<Route>) => {
      const asked = {
        ...pages,
        params,
        query,
        config: platform.config,
        documents: platform.documents,
        acceptLanguage: headers['accept-language'],
      }
      try {
        const access = await letVisitorIn(platform, current, params.slug)
        const given = givenTo<unknown>(platform, current, access, { params, query })
        const mode = method === 'GET' ? 'read' : 'write'
        return await show(asked, (await take(steps, given, { mode, route: address, key: undefined })) as Result)
      } catch (error) {
        const refusal = asRefusal(error, platform.log)
        if (refusal.retryAfterSeconds) current.setHeader('retry-after', String(refusal.retryAfterSeconds))
        return { status: refusal.status, ...showRefusal(asked, refusal) }
      }
    }
    http.route<Route>({
      method,
      url: address,
      config: { kind },
      handler: (request, reply) => {
        const current = requestOf(request, reply)
        return withRequest(current, async () => send(reply, await answer(current, request)))
      },
    })
  }
}

interface Route {
  Params: PageInput['params']
  Querystring: PageInput['query']
}

function send(reply: FastifyReply, answer: PageAnswer): FastifyReply {
  if (!('file' in answer)) return sendPage(reply, answer.status ?? 200, answer.html)
  return reply
    .type(answer.type)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(answer.name)}`)
    .send(answer.file)
}

export const sendPage = (reply: FastifyReply, status: number, html: string): FastifyReply =>
  reply.status(status).type('text/html; charset=utf-8').send(html)
