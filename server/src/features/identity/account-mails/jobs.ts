import { asHtml, asText, type MailContent } from '../../../kit/mail/layout.ts'
import { asNotAccepted } from '../../../kit/mail/mail.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import { knownLanguage, words } from '../../../kit/text/text.ts'
import { finishAccountMail, takeAccountMails, type AccountMail } from './actions.ts'

/** Tries before a mail counts as failed. */
const tries = 5

async function sendAccountMails(platform: Platform): Promise<void> {
  const { control } = platform.databases
  for (const { id, mail, attempts } of await takeAccountMails(control, platform.master)) {
    try {
      const content = contentOf(mail)
      await platform.mailer.send({
        to: mail.to,
        ...(mail.look?.senderName && { fromName: mail.look.senderName }),
        ...rendered(content, subjectOf(mail)),
        messageId: `<account-${id}@${new URL(platform.config.origin).hostname}>`,
      })
    } catch (error) {
      const refusal = asNotAccepted(error)
      const isGivenUp = refusal.isFinal || attempts >= tries
      const said = { part: 'mail', kind: mail.kind, message: id, reason: refusal.reason }
      if (isGivenUp) platform.log.error(said, 'an account mail could not be delivered')
      else platform.log.warn(said, 'an account mail was not accepted; tried again')
      // servers like to repeat the address, which lies sealed
      const words = refusal.message.replaceAll(new RegExp(RegExp.escape(mail.to), 'gi'), '…').slice(0, 200)
      await finishAccountMail(control, id, isGivenUp ? 'failed' : 'waiting', words)
      continue
    }
    await finishAccountMail(control, id, 'sent')
  }
}

export const accountMails = dueWork(
  'identity.account-mails',
  { in: 'control', next: 'control.next_account_message_at()' },
  ({ platform }) => sendAccountMails(platform),
)

const subjectOf = (mail: AccountMail) => words(mail.language, 'identity')(`${mail.kind}.subject`, mail.names)

function contentOf({ kind, language, url, names, look = {} }: AccountMail): MailContent {
  const text = words(language, 'identity')
  const known = names.role ? { ...names, role: text(`role.${names.role}`, { defaultValue: names.role }) } : names
  return {
    language: knownLanguage(language),
    sender: senderOf({ names, look }) ?? text('sender'),
    look,
    heading: text(`${kind}.heading`, known),
    paragraphs: [text(`${kind}.text`, known)],
    action: { label: text(`${kind}.action`), url },
    footer: text(`${kind}.footer`, known),
  }
}

const senderOf = ({ names, look }: Pick<AccountMail, 'names' | 'look'>) => look?.senderName ?? names.organization

const rendered = (content: MailContent, subject: string) => ({ subject, text: asText(content), html: asHtml(content) })
