import nodemailer from 'nodemailer'
import type { Mailbox } from '../../kit/mail/address.ts'
import type { Mailer } from '../../kit/mail/mail.ts'
import { notAccepted } from './refusals.ts'

/** Sends over SMTP; `smtps://user:password@host:465` or `smtp://host:587` (STARTTLS where offered). */
export function smtpMailer({ url, from }: { url: string; from: Mailbox }): Mailer {
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 3,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  } as never)
  return {
    async send({ to, fromName = from.name, replyTo, subject, text, html, messageId, calendar, attachments = [] }) {
      const mail = {
        // as values and never as a header's text: a comma in a name must not make two recipients
        to: { name: '', address: to },
        from: { name: fromName ?? '', address: from.address },
        ...(replyTo && { replyTo: { name: fromName ?? '', address: replyTo } }),
        subject,
        text,
        html,
        messageId,
        attachments: attachments.map(({ name, type, base64, contentId }) => ({
          filename: name,
          contentType: type,
          content: Buffer.from(base64, 'base64'),
          ...(contentId && { cid: contentId, contentDisposition: 'inline' as const }),
        })),
        ...(calendar && { icalEvent: { method: calendar.method, content: calendar.content, filename: 'visit.ics' } }),
      }
      await transport.sendMail(mail).catch((error: Error) => {
        throw notAccepted(error)
      })
    },
    close: () => transport.close(),
  }
}
