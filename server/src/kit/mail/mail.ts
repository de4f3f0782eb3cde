/** A mail that is ready to leave. */
export interface Mail {
  to: string
  subject: string
  text: string
  html: string
  /** The same for every try, so that a receiver can see a repetition. */
  messageId: string
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string }
}

/** Sends mails: over SMTP, or into the development mailbox. Rejects where the mail was not accepted. */
export interface Mailer {
  send(mail: Mail): Promise<void>
  close(): void
}
