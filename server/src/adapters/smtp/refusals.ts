import { NotAccepted, type Undelivered } from '../../kit/mail/mail.ts'

interface TransportError extends Error {
  code?: string
  command?: string
  response?: string
  responseCode?: number
  /** One per recipient that was not taken. */
  rejectedErrors?: TransportError[]
}

/** Enhanced status codes, the class left out (RFC 3463, RFC 7505), from the most exact. */
const meanings: [RegExp, Undelivered][] = [
  [/^1\.(0|1|2|3|6|10)$/, 'no-such-address'],
  [/^2\.1$/, 'no-such-address'],
  [/^2\.2$/, 'mailbox-full'],
  [/^4\.4$/, 'no-such-address'],
]

/** What a failed try means: the mail server's word where it gave one, else that it could not be reached. */
export function notAccepted(error: TransportError): NotAccepted {
  const { response = '', responseCode, command = '' } = error.rejectedErrors?.[0] ?? error
  const answer = response || error.message
  if (error.code === 'EAUTH' || responseCode === undefined)
    return new NotAccepted(answer, { reason: 'unreachable', isFinal: isUnsendable(error) })
  const isFinal = responseCode >= 500
  return new NotAccepted(answer, { reason: reasonOf(responseCode, response, command), isFinal })
}

const isUnsendable = ({ code, command }: TransportError) => code === 'EENVELOPE' && command === 'API'

function reasonOf(code: number, response: string, command: string): Undelivered {
  const status = /\b[45]\.(\d{1,3}\.\d{1,3})\b/.exec(response)?.[1]
  const known = status && meanings.find(([pattern]) => pattern.test(status))?.[1]
  if (known && (code >= 500 || known === 'mailbox-full')) return known
  if (code === 452 || code === 552) return 'mailbox-full'
  if (code < 500) return 'try-later'
  // without an enhanced code, what a recipient is refused for is the address (RFC 5321 §4.2.3)
  return !status && command === 'RCPT TO' && [550, 551, 553].includes(code) ? 'no-such-address' : 'refused'
}
