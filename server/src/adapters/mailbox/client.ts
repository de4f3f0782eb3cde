import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { newId } from '../../kit/db/ids.ts'
import type { Mail, Mailer } from '../../kit/mail/mail.ts'

export interface KeptMail extends Mail {
  id: string
  at: string
}

/** How many mails are kept; the oldest go. */
const kept = 500

/** Without SMTP, mails are kept in the data folder, where `/dev/mailbox` shows them. */
export function developmentMailbox(dataDir: string): Mailer & { list(): KeptMail[] } {
  const folder = path.join(dataDir, 'mailbox')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const names = () =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .toSorted()
  return {
    async send(mail) {
      const id = newId()
      const file = path.join(folder, `${id}.json`)
      writeFileSync(`${file}.part`, JSON.stringify({ ...mail, id, at: new Date().toISOString() }), { mode: 0o600 })
      renameSync(`${file}.part`, file)
      for (const old of names().slice(0, -kept)) rmSync(path.join(folder, old), { force: true })
    },
    list: () =>
      names()
        .toReversed()
        .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as KeptMail),
    close: () => {},
  }
}
