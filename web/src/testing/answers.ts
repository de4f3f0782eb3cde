import { contract } from '@polyclinic/contract/contract.ts'
import { problems, type ProblemCode } from '@polyclinic/contract/kit/problem.ts'

/** `q.scheduling.rooms.list`: an operation, and what it answers. */
interface Asked<Output> {
  call: (...input: never[]) => PromiseLike<Output>
  key: () => readonly [path: readonly string[], ...rest: unknown[]]
}

interface Operation {
  '~orpc': { route: { method?: string; path?: string }; outputSchema?: { parse: (answer: unknown) => unknown } }
}

/** What the API says to one operation, whatever it is asked with. */
export interface Answer {
  method: string
  /** Of the whole path. */
  pattern: RegExp
  status: number
  body: unknown
}

function operationOf(asked: Asked<unknown>) {
  const [names] = asked.key()
  const found = names.reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], contract)
  const { route, outputSchema } = (found as Operation)['~orpc']
  const pattern = new RegExp(`^${route.path?.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
  return { method: route.method ?? 'GET', pattern, outputSchema }
}

/** An answer as the server may give it: one that the contract does not allow is refused here. */
export function answer<Output>(asked: Asked<Output>, body: NoInfer<Output>): Answer {
  const { outputSchema, ...operation } = operationOf(asked)
  outputSchema?.parse(body)
  return { ...operation, status: 200, body }
}

/** A refusal by its code. */
export function refusal(asked: Asked<unknown>, code: ProblemCode): Answer {
  const { method, pattern } = operationOf(asked)
  const { status, message } = problems[code]
  return { method, pattern, status, body: { code, status, message, requestId: 'request-1' } }
}

/** What a server says to somebody who may do nothing of all this. */
export const refusesTheRest: Answer = {
  method: 'GET',
  pattern: /./,
  status: 403,
  body: { code: 'not-allowed', status: 403, message: '', data: { permission: 'any' }, requestId: 'request-1' },
}

/** A network on which an API stands that knows these answers, the first that fits; what it was asked beyond them is kept in `unanswered`. */
export function networkOf(answers: readonly Answer[]) {
  const unanswered = new Set<string>()
  const fetch = (request: Request) => {
    const { pathname } = new URL(request.url)
    const found = answers.find(({ method, pattern }) => method === request.method && pattern.test(pathname))
    if (!found) unanswered.add(`${request.method} ${pathname}`)
    const { status, body } = found ?? refusedEverything
    return Promise.resolve(Response.json(body, { status }))
  }
  return { fetch, unanswered }
}

const refusedEverything = { status: 404, body: { code: 'not-found', status: 404, message: '', requestId: 'request-2' } }
