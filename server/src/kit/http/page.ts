import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FastifyReply } from 'fastify'
import { builtStylesheets } from './web.ts'
import { newNonce, pagePolicy } from './security-headers.ts'

/** What pages are rendered from on the server: the bundle beside the client, and its stylesheets. */
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

/** A rendered document: never kept by caches, its address never told to another site. */
export function sendPage(reply: FastifyReply, status: number, html: string): FastifyReply {
  return (
    reply
      .status(status)
      .header('content-security-policy', pagePolicy(newNonce()))
      .header('cache-control', 'no-store')
      // not `no-referrer`: under that, a form of this page would not say where it comes from
      .header('referrer-policy', 'same-origin')
      .header('x-robots-tag', 'noindex')
      .type('text/html; charset=utf-8')
      .send(html)
  )
}
