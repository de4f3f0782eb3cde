import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { SeenAnswer } from '../server/src/testing/answers.ts'
import { problems } from '../contract/src/kit/problem.ts'
import { generalCodes, operationsOf, type Operation } from './operation-rules.ts'
import { report, root, type Violation } from './sources.ts'

/** `operation code`: answers that no test can provoke, and why. */
export const unprovoked: Record<string, string> = {}

/**
 * What an operation promises beside the general refusals: its success, the errors of its own list, and, where a version is
 * required, that a stale one is refused (each action has to do that itself).
 */
export function promisedAnswers({ key, successStatus, codes, ifMatch }: Operation): SeenAnswer[] {
  const own = codes.filter(
    (code) => !generalCodes.has(code) && code !== 'version-required' && (code !== 'stale' || ifMatch === 'required'),
  )
  return [
    { operation: key, status: successStatus },
    ...own.map((code) => ({ operation: key, status: problems[code].status, code })),
  ]
}

const nameOf = ({ operation, status, code }: SeenAnswer) => `${operation} ${code ?? status}`

export function unseenAnswers(
  operations: readonly Operation[],
  seen: readonly SeenAnswer[],
  excused: Readonly<Record<string, string>> = unprovoked,
): Violation[] {
  const known = new Set(seen.map(nameOf))
  const promised = operations.flatMap(promisedAnswers)
  const at = { file: 'contract/src/contract.ts', line: 1 }
  return [
    ...promised
      .filter((answer) => !known.has(nameOf(answer)) && !excused[nameOf(answer)])
      .map(({ operation, status, code }) => ({
        ...at,
        sentence: `no test ever saw ${operation} answer ${status}${code ? ` ${code}` : ''}`,
      })),
    ...Object.keys(excused)
      .filter((name) => known.has(name) || !promised.some((answer) => nameOf(answer) === name))
      .map((name) => ({
        file: 'tools/check-answers.ts',
        line: 1,
        sentence: `“${name}” is excused but is seen or is not promised`,
      })),
  ]
}

export const readAnswers = (text: string): SeenAnswer[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as SeenAnswer)

if (import.meta.main) {
  const file = process.argv[2] ?? process.env['ANSWERS_FILE'] ?? path.join(root, '.cache', 'answers.jsonl')
  const { contract } = await import('../contract/src/contract.ts')
  if (existsSync(file))
    report('answers', unseenAnswers(operationsOf(contract), readAnswers(readFileSync(file, 'utf8'))))
  else {
    console.log(
      `answers: ${path.relative(root, file)} is not there: run the tests with ANSWERS_FILE set, as npm test does`,
    )
    process.exitCode = 1
  }
}
