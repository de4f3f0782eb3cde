import type { FastifyInstance, FastifyRequest } from 'fastify'
import { nonceOf } from '../../kit/pages/page-kinds.ts'
import { Refusal } from '../../kit/http/refusal.ts'
import { escapeHtml } from '../../kit/mail/layout.ts'
import type { KeptMail } from './client.ts'

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

export interface MailboxPage {
  list(): KeptMail[]
  /** What waits so that undoing costs nothing. */
  waiting(): Promise<Waiting[]>
  sendNow(): Promise<void>
}

interface Waiting {
  to: string
  what: string
  inSeconds: number
}

/** The development mailbox: for this machine alone, and never where a public origin is configured. */
export function serveMailbox(app: FastifyInstance, { list, waiting, sendNow }: MailboxPage): void {
  // the socket's own address: a forwarded one proves nothing here
  const requireLoopback = (request: FastifyRequest) => {
    if (!loopback.has(request.raw.socket.remoteAddress ?? '127.0.0.1') || request.headers['x-forwarded-for'])
      throw new Refusal('not-found')
  }
  app.get('/dev/mailbox.json', { config: { kind: 'data' } }, async (request) => {
    requireLoopback(request)
    return { items: list(), waiting: await waiting() }
  })
  app.get('/dev/mailbox', { config: { kind: 'app' } }, async (request, reply) => {
    requireLoopback(request)
    return reply.type('text/html; charset=utf-8').send(page(list(), await waiting(), nonceOf(request)))
  })
  app.post('/dev/mailbox/sending', { config: { kind: 'app' } }, async (request, reply) => {
    requireLoopback(request)
    // another site's form must not press the button
    if (request.headers['sec-fetch-site'] && request.headers['sec-fetch-site'] !== 'same-origin')
      throw new Refusal('not-found')
    await sendNow()
    return reply.redirect('/dev/mailbox', 303)
  })
}

/** 160 seconds are 2:40. */
const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

function waitingList(waiting: Waiting[]): string {
  if (waiting.length === 0) return ''
  const lines = waiting
    .map(
      ({ to, what, inSeconds }) =>
        `<li>${escapeHtml(what)} to ${escapeHtml(to)}, goes out in <b>${clock(inSeconds)}</b></li>`,
    )
    .join('')
  return `<section><h2>Waiting, so that an undo costs nothing</h2><ul>${lines}</ul>
<form method="post" action="/dev/mailbox/sending"><button>Send now</button></form></section>`
}

const style = `:root{color-scheme:light dark}
body{font:14px/1.5 system-ui,sans-serif;max-width:760px;margin:0 auto;padding:24px 16px}
button{font:inherit;padding:8px 16px}
section{border:1px dashed #94a3b8;border-radius:8px;padding:16px;margin:16px 0}
article{border:1px solid #94a3b855;border-radius:8px;padding:16px;margin:16px 0}
h1{font-size:20px}
h2{font-size:16px;margin:0}
header p{margin:4px 0 12px}
pre{white-space:pre-wrap;font:inherit;margin:0;overflow-wrap:anywhere}`

const attached = ({ attachments = [], calendar }: KeptMail) =>
  (calendar ? ' · calendar entry attached' : '') +
  attachments
    .map(
      ({ name, type, base64 }) =>
        ` · <a download="${escapeHtml(name)}" href="data:${escapeHtml(type)};base64,${base64}">${escapeHtml(name)}</a>`,
    )
    .join('')

function page(mails: KeptMail[], waiting: Waiting[], nonce: string): string {
  const e = escapeHtml
  const linked = (text: string) => e(text).replaceAll(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`)
  const items = mails
    .map(
      (mail) =>
        `<article><header><h2>${e(mail.subject)}</h2>
<p>To ${e(mail.to)} · <time>${e(mail.at.replace('T', ' ').slice(0, 19))} UTC</time>${attached(mail)}</p>
</header><pre>${linked(mail.text)}</pre></article>`,
    )
    .join('\n')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Development mailbox</title>
<style nonce="${nonce}">${style}</style></head>
<body><main><h1>Development mailbox</h1><p>No SMTP server is configured, so mails are kept here, newest first.</p>
${waitingList(waiting)}${items || '<p>No mail yet.</p>'}</main></body></html>`
}
