import { setTimeout as pause } from 'node:timers/promises'
import { Api } from './api.ts'

export interface Mail {
  to: string
  subject: string
  text: string
  html: string
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string }
}

/** The newest mail to this address whose subject fits; waits until it is there. */
export async function mailTo(address: string, subject: RegExp): Promise<Mail> {
  const nobody = await Api.asNobody()
  try {
    for (const until = Date.now() + 300_000; Date.now() < until; await pause(100)) {
      const { items } = await nobody.get<{ items: Mail[] }>('/dev/mailbox.json')
      const found = items.find((mail) => mail.to.includes(address) && subject.test(mail.subject))
      if (found) return found
    }
    throw new Error(`no mail to ${address} whose subject fits ${subject}`)
  } finally {
    await nobody.dispose()
  }
}

/** The first link in a mail that leads below this path of the product. */
export function linkIn({ text }: Mail, path: string): string {
  const links = [...text.matchAll(/https?:\/\/\S+/g)].map(([url]) => url)
  const link = links.find((url) => new URL(url).pathname.startsWith(path))
  if (!link) throw new Error(`no link to ${path} in: ${text}`)
  return link
}
