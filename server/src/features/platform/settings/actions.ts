import { randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { triedParts } from '@polyclinic/contract/platform/setting-parts.ts'
import type { SignInProvider } from '../../../kit/config/sign-in-providers.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { asHtml, asText, type MailContent } from '../../../kit/mail/layout.ts'
import { blobName } from '../../../kit/storage/blobs.ts'
import { subscriptions } from '../../subscriptions/public.ts'
import { knownLanguage, words } from '../../../kit/text/text.ts'

type Tried = (typeof triedParts)[number]

/** Whether it does what it is for; why it does not is said in the log alone, for servers like to repeat what they were sent. */
export async function trySetting(platform: Platform, part: Tried, to: string, language: string): Promise<boolean> {
  const tries: Record<Tried, () => Promise<boolean>> = {
    mail: () => sendTo(platform, to, language),
    storage: () => keepAndReadBack(platform),
    scanner: async () => (await platform.scan?.(bytesOf(Buffer.from('harmless')))) === 'clean',
    cards: async () => (await subscriptions.cardsOf(platform.config)?.knowsUs()) ?? false,
    'sign-in': () => publishAll(platform.config.signInProviders),
  }
  return tries[part]().catch((error: unknown) => {
    platform.log.warn({ part: 'settings', tried: part, err: error }, 'a setting was tried and does not work')
    return false
  })
}

async function sendTo({ mailer, config }: Platform, to: string, language: string): Promise<boolean> {
  const text = words(language, 'platform')
  const content: MailContent = {
    language: knownLanguage(language),
    sender: 'Polyclinic',
    look: {},
    heading: text('trial.heading'),
    paragraphs: [text('trial.text')],
    action: { label: text('trial.action'), url: `${config.origin}/platform/health` },
    footer: text('trial.footer'),
  }
  const { hostname } = new URL(config.origin)
  const messageId = `<trial-${newId()}@${hostname}>`
  await mailer.send({ to, subject: text('trial.subject'), text: asText(content), html: asHtml(content), messageId })
  return true
}

/** Milliseconds that an answer is waited for. */
const patience = 10_000

const published = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
})

/** Each provider says of itself what a sign-in asks for (OpenID Connect Discovery 1.0, section 4), and is who it is held for. */
async function publishAll(providers: readonly SignInProvider[]): Promise<boolean> {
  const answers = await Promise.all(
    providers.map(async ({ issuer }) => {
      const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
      const answer = await fetch(address, { signal: AbortSignal.timeout(patience), redirect: 'error' })
      const { success, data } = published.safeParse(answer.ok ? await answer.json() : undefined)
      return success && data.issuer === issuer
    }),
  )
  return answers.length > 0 && answers.every(Boolean)
}

async function* bytesOf(content: Uint8Array): AsyncIterable<Uint8Array> {
  yield content
}

async function keepAndReadBack({ blobs }: Platform): Promise<boolean> {
  const name = blobName(randomUUID(), randomUUID(), randomUUID())
  const content = randomBytes(1000)
  await blobs.put(name, bytesOf(content))
  try {
    const pieces: Uint8Array[] = []
    for await (const piece of blobs.read(name, 0, content.length - 1)) pieces.push(piece)
    return Buffer.concat(pieces).equals(content)
  } finally {
    await blobs.delete(name)
  }
}
