import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** What the server answers to a recipient or to a whole mail: an SMTP code with words, after which some quote all of it, or no answer. */
export type SmtpAnswer = { code: number; words: string; quotes?: 'mail' } | 'hang up'

/** A mail as a reader shows it, and as it came over the wire. */
export type ReceivedMail = Email & { raw: string }

export interface MailServer {
  url: string
  inbox: ReceivedMail[]
  /** Every attempt to hand in a mail, whether it was accepted or not. */
  attempts: number
  /** What the next recipients, or the next mails, are answered, in this order; accepted when none is left. */
  nextRecipients: SmtpAnswer[]
  nextMails: SmtpAnswer[]
  close(): Promise<void>
}

/** A real mail server on the loopback. */
export async function startMailServer(): Promise<MailServer> {
  const state = {
    inbox: [] as ReceivedMail[],
    attempts: 0,
    nextRecipients: [] as SmtpAnswer[],
    nextMails: [] as SmtpAnswer[],
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, session, done) {
      state.attempts++
      answer(state.nextRecipients.shift(), session, done)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const next = state.nextMails.shift()
        const raw = Buffer.concat(chunks)
        void PostalMime.parse(raw).then((mail) => {
          if (typeof next === 'object' && next.quotes)
            return answer({ ...next, words: `${next.words} ${mail.text?.replaceAll(/\s+/g, ' ')}` }, session, done)
          if (next) return answer(next, session, done)
          state.inbox.push({ ...mail, raw: raw.toString() })
          done()
        })
      })
    },
  })
  const sockets = new Map<string, { destroy(): void }>()
  server.server.on('connection', (socket) => sockets.set(`${socket.remotePort}`, socket))
  server.on('error', () => {})
  function answer(next: SmtpAnswer | undefined, session: { remotePort?: number }, done: (error?: Error) => void) {
    if (next === undefined) return done()
    if (next === 'hang up') return sockets.get(`${session.remotePort}`)?.destroy()
    done(Object.assign(new Error(next.words), { responseCode: next.code }))
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as { port: number }
  return Object.assign(state, {
    url: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  })
}
