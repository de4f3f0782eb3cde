import nodemailer from 'nodemailer'
import type { Mailer } from '../../kit/mail/mail.ts'

/** Sends over SMTP; `smtps://user:password@host:465` or `smtp://host:587` (STARTTLS where offered). */
export function smtpMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport = nodemailer.createTransport(
    {
      url,
      pool: true,
      maxConnections: 3,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    } as never,
    { from },
  )
  return {
    async send({ to, subject, text, html, messageId, calendar }) {
      await transport.sendMail({
        to,
        subject,
        text,
        html,
        messageId,
        ...(calendar && { icalEvent: { method: calendar.method, content: calendar.content, filename: 'visit.ics' } }),
      })
    },
    close: () => transport.close(),
  }
}
