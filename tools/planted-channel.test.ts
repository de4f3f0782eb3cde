import { afterAll, beforeAll, expect, test } from 'vitest'
import { filesOf, hasTurn, scratchCopy, type ScratchCopy } from './scratch-copy.ts'

// A channel that messages do not go by is put into a copy of the repository, in the files that the how-to names and no others.

const isDeep = process.env.DEEP === '1'

const migration = 'server/database/migrations/tenant/9001_messaging_sms.sql'

const planted: Record<string, (text: string) => string> = {
  'contract/src/messaging/channels.ts': (text) => text.replace("['email']", "['email', 'sms']"),
  [migration]: () => `-- expand
alter table tenant.messages
  drop constraint messages_channel_check,
  add constraint messages_channel_check check (channel in ('email', 'sms'));
`,
  'server/src/features/messaging/channels/sms.ts': () => `import { NotAccepted } from '../../../kit/mail/mail.ts'
import type { Send } from './channel.ts'

/** Over the configured gateway, which takes one text of a few words. */
export const bySms: Send = async ({ config }, { id, to, content: { text } }) => {
  if (!config.SMS_URL) throw new NotAccepted('no gateway is configured', { reason: 'unreachable', isFinal: true })
  const answer = await fetch(config.SMS_URL, { method: 'POST', body: JSON.stringify({ id, to, text }) })
  if (!answer.ok) throw new NotAccepted('the gateway refused it', { reason: 'unreachable', isFinal: answer.status < 500 })
}
`,
  'server/src/features/messaging/channels/channel.ts': (text) =>
    text
      .replace(
        "import { byEmail } from './email.ts'",
        "import { byEmail } from './email.ts'\nimport { bySms } from './sms.ts'",
      )
      .replace('{ email: byEmail }', '{ email: byEmail, sms: bySms }'),
  'server/src/kit/config/config.ts': (text) =>
    text.replace('  MAIL_FROM: z', '  SMS_URL: z.url().optional(),\n  MAIL_FROM: z'),
  '.env.example': (text) =>
    text.replace(
      '# The sender of all mails',
      '# The gateway for text messages. Unset: none leave.\n# SMS_URL=\n\n# The sender of all mails',
    ),
}

const onServer = `
import { createServer } from 'node:http'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../../testing/world.ts'
import { queueMessage } from '../public.ts'

const received: unknown[] = []
const gateway = createServer((request, response) => {
  void text(request).then((body) => {
    received.push(JSON.parse(body))
    response.end()
  })
}).listen(0)
let world: World
afterAll(async () => {
  await world?.close()
  gateway.close()
})

test('a text message leaves once, by the gateway, and says so', async () => {
  if (!gateway.listening) await once(gateway, 'listening')
  world = await createWorld({ SMS_URL: 'http://localhost:' + (gateway.address() as { port: number }).port })
  const { inTenant } = await world.organization()
  const content = { sender: 'Clinic', subject: 'Recall', text: 'Time for a check.', html: '<p>Time for a check.</p>' }
  const message = { channel: 'sms', key: 'recall', template: 'recall', language: 'en', to: '+4915112345', delaySeconds: 0, content } as const
  await inTenant((tx) => queueMessage(tx, message))
  await inTenant((tx) => queueMessage(tx, message))
  await world.application.workers!.drain()
  expect(received).toMatchObject([{ to: '+4915112345', text: 'Time for a check.' }])
  const { rows } = await world.owner.query("select state from tenant.messages where channel = 'sms'")
  expect(rows).toEqual([{ state: 'sent' }])
})
`

let copy: ScratchCopy
beforeAll(() => {
  copy = scratchCopy('tools/example-feature/')
  for (const [file, plant] of Object.entries(planted)) copy.change(file, plant)
})
afterAll(() => copy.remove())

test('the how-to names the files that it takes, six', () => {
  const named = filesOf('add-a-message-channel.md')
  const kept = (files: string[]) => files.map((file) => file.replace(/(?<=migrations\/tenant\/).*/, '')).toSorted()
  expect(kept(named)).toEqual(kept(Object.keys(planted)))
  expect(named.length).toBeLessThanOrEqual(6)
})

test.runIf(hasTurn('channel'))('a message of a new channel leaves by it, once', () => {
  copy.change('server/src/features/messaging/channels/sms.test.ts', () => onServer)
  copy.run('node_modules/vitest/vitest.mjs', 'run', 'server/src/features/messaging/channels/sms.test.ts')
})

test('what it reads from the environment is documented', () => {
  copy.run('tools/check-env.ts')
})

test.runIf(isDeep)('the compiler knows it everywhere', () => {
  copy.run('node_modules/typescript/bin/tsc', '-p', '.', '--checkers', '1')
  copy.run('node_modules/typescript/bin/tsc', '-p', 'web', '--checkers', '1')
})
