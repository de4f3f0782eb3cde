import { refuse } from './refusal.ts'
import type { Platform } from './platform.ts'
import { sealerOf, type Sealer } from '../crypto/seal.ts'
import type { TransactionMode } from '../db/transaction.ts'
import { inControl, inTenant, type TenantTx } from '../db/tenant-tx.ts'
import { findEntrance } from '../db/entrance.ts'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FastifyReply, FastifyRequest } from 'fastify'
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

interface Link<Proven> {
  slug: string
  /** What the link proves to know; throws where it proves nothing, before anything of the organization is opened. */
  prove(sealer: Sealer): Proven
}

/** Opens a transaction for a visitor, who has a link and no account. */
export async function asVisitor<Proven, Result>(
  { door, master }: Platform,
  request: FastifyRequest,
  { slug, prove }: Link<Proven>,
  mode: TransactionMode,
  work: (tx: TenantTx, proven: Proven) => Promise<Result>,
): Promise<Result> {
  const caller = { requestId: request.id, origin: 'link' }
  const entrance = /^[a-z0-9-]{3,40}$/.test(slug)
    ? await inControl(door, caller, { mode: 'read' }, (control) => findEntrance(control, slug))
    : undefined
  if (!entrance) throw refuse('not-found')
  const proven = prove(sealerOf(master, entrance.organizationId, entrance.wrappedKey))
  return inTenant(door, entrance, caller, { mode }, (tx) => work(tx, proven))
}
