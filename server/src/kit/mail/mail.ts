import type { Undelivered } from '@polyclinic/contract/kit/delivery.ts'

export type { Undelivered }

export interface MailAttachment {
  name: string
  type: string
  base64: string
  /** Shown where the text names it (`cid:`, RFC 2392) instead of beside it. */
  contentId?: string
}

export interface Mail {
  to: string
  fromName?: string
  /** Where an answer goes; the sending address unless told. */
  replyTo?: string
  subject: string
  text: string
  html: string
  /** The same for every try, so that a receiver can see a repetition. */
  messageId: string
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string }
  attachments?: MailAttachment[]
}

/** Sends mails: over SMTP, or into the development mailbox. Rejects with {@link NotAccepted} where the mail was not accepted. */
export interface Mailer {
  send(mail: Mail): Promise<void>
  close(): void
}

/** A mail server did not take a mail: for now, or for good. */
export class NotAccepted extends Error {
  readonly reason: Undelivered
  /** Trying again would change nothing (RFC 5321 §4.2.1: 5yz). */
  readonly isFinal: boolean

  constructor(answer: string, { reason, isFinal }: { reason: Undelivered; isFinal: boolean }) {
    super(answer)
    this.reason = reason
    this.isFinal = isFinal
  }
}

export const asNotAccepted = (error: unknown): NotAccepted =>
  error instanceof NotAccepted
    ? error
    : new NotAccepted(error instanceof Error ? error.message : String(error), { reason: 'unreachable', isFinal: false })
