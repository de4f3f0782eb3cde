/** What the log may say of an error: its kind, its code and where it came from. What somebody typed is in none of it. */
export interface ErrorFacts {
  name: string
  code?: string
  message?: string
  rule?: string
  at?: string[]
  cause?: ErrorFacts
}

interface ErrorWithDetails extends Error {
  code?: unknown
  constraint?: unknown
  routine?: unknown
}

const [maxFrames, maxCauses] = [12, 3]

export function errorFacts(thrown: unknown, depth = 0): ErrorFacts {
  if (typeof thrown === 'string') return { name: 'string', message: withoutData(thrown) }
  if (!(thrown instanceof Error)) return { name: typeof thrown }
  const { code, constraint, routine, cause }: ErrorWithDetails = thrown
  const at = framesOf(thrown)
  return {
    name: thrown.name,
    ...(typeof code === 'string' && /^\w{1,60}$/.test(code) && { code }),
    // PostgreSQL quotes values in its messages, and without quotes in details
    ...(!isOfDatabase(code) && { message: withoutData(thrown.message) }),
    ...(isOfDatabase(code) && { rule: [constraint, routine].find((each): each is string => typeof each === 'string') }),
    ...(at.length > 0 && { at }),
    ...(cause !== undefined && depth < maxCauses && { cause: errorFacts(cause, depth + 1) }),
  }
}

/** A SQLSTATE. */
const isOfDatabase = (code: unknown) =>
  typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]+$/.test(code)

/** Where it came from; the message, which stands before the frames and may look like one, is left out. */
function framesOf({ stack = '', message, name }: Error): string[] {
  const at = message ? stack.indexOf(message) : -1
  const rest = at < 0 ? (message ? '' : stack.slice(name.length)) : stack.slice(at + message.length)
  const frames = rest
    .split('\n')
    .map((line) => /^\s+at ((?:[\w.<>#$ [\]]+ \()?(?:node:|file:\/\/|\/)[^\s?]+:\d+:\d+\)?)$/.exec(line)?.[1])
    .filter((line) => line !== undefined)
  const own = frames.filter((line) => !/node_modules|node:/.test(line))
  return (own.length > 0 ? own : frames).slice(0, maxFrames)
}

const longest = 300

/** A sentence of ours or of a library, without what could be a value in it: quotations, addresses, secrets, numbers. */
export const withoutData = (sentence: string): string =>
  sentence
    .replaceAll(/"[^"]*"?|'[^']*'(?!\w)|`[^`]*`?|«[^»]*»?|„[^“”]*[“”]?|<[^>]*>?/g, '…')
    .replaceAll(/[a-z][a-z\d+.-]*:\/\/\S+/gi, '…')
    .replaceAll(/\S+@\S+/g, '…')
    .replaceAll(/\S*[?&=]\S+/g, '…')
    .replaceAll(/[\w+/=%.~-]{20,}/g, '…')
    .replaceAll(/\d{5,}/g, '…')
    .slice(0, longest)
