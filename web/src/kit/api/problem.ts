import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { ORPCError } from '@orpc/client'
import type { ProblemCode, ProblemData } from '@polyclinic/contract/kit/problem.ts'
import { ApiError } from './api.ts'
import { tradeContext } from '../session/trade-kind.ts'

export interface Problem {
  code: ProblemCode | 'network'
  status: number
  data?: unknown
  requestId?: string
}

/** A code is known where it has a sentence; locales.test.ts holds the two together, and the browser is spared the table. */
const isKnown = (code: string): code is ProblemCode => i18next.exists(`kit:problem.${code}`)

/** Any thrown thing as a {@link Problem}. What is not an answer of the API counts as no connection or as ours. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ORPCError) {
    const code = isKnown(error.code) ? error.code : error.status === 404 ? 'not-found' : 'unexpected'
    return {
      code,
      status: error.status,
      data: error.data,
      requestId: error instanceof ApiError ? error.requestId : undefined,
    }
  }
  // A fetch that never reached the server rejects with a TypeError.
  if (error instanceof TypeError) return { code: 'network', status: 0 }
  return { code: 'unexpected', status: 500 }
}

/** The data of one refusal, typed: `problemData(error, 'slot-taken')?.alternatives`. */
export function problemData<C extends ProblemCode>(error: unknown, code: C): ProblemData<C> | undefined {
  const problem = problemOf(error)
  return problem.code === code ? (problem.data as ProblemData<C>) : undefined
}

export const problemText = (error: unknown): string => refusalText(problemOf(error))

/** The words of a refusal, known from an answer or beforehand. */
export function refusalText({ code, data }: Pick<Problem, 'code' | 'data'>): string {
  if (code === 'slot-taken' && data) return takenText(data as Partial<ProblemData<'slot-taken'>>)
  if (code === 'outside-hours' && data) {
    const { reason, practitioner } = data as ProblemData<'outside-hours'>
    return i18next.t(`kit:reason.${reason}`, { practitioner })
  }
  if (code === 'organization-held')
    return i18next.t(`kit:problem.${code}`, { context: (data as ProblemData<typeof code>).status })
  if (code === 'feature-off') {
    const { feature, isInBiggerPlan } = data as ProblemData<typeof code>
    const context = isInBiggerPlan ? 'plan' : undefined
    return i18next.t(`kit:problem.${code}`, { context, feature: i18next.t(`kit:toggle.${feature}`) })
  }
  if (code !== 'plan-limit') return i18next.t(`kit:problem.${code}`)
  const { limit, allowed } = data as ProblemData<'plan-limit'>
  const what = i18next.t(`kit:limit.${limit}`, { count: allowed, ...tradeContext() })
  return i18next.t('kit:problem.plan-limit', { what })
}

/** Who or what has the time, as far as the reader may know it. */
function takenText({ reason, patient, minutes, side, room, clinic }: Partial<ProblemData<'slot-taken'>>): string {
  const reasonKey =
    (reason === 'booked' && patient && 'booked-patient') ||
    (reason === 'buffer' && patient && `buffer-${side}`) ||
    (reason === 'room' && room && 'room-name') ||
    (reason === 'elsewhere' && clinic && 'elsewhere-clinic') ||
    reason
  return reasonKey
    ? i18next.t(`kit:reason.${reasonKey}`, { patient, room, clinic, count: minutes ?? 0 })
    : i18next.t('kit:problem.slot-taken')
}

export function useProblemText() {
  useTranslation('kit')
  return problemText
}

/** The refused fields of an `invalid-input`, by path without `body`: `{ 'contact.email': 'Enter …' }`. */
export function fieldErrorsOf(error: unknown): Record<string, string> {
  const issues = problemData(error, 'invalid-input')?.issues ?? []
  return Object.fromEntries(
    issues.map((issue) => [
      (issue.path[0] === 'body' ? issue.path.slice(1) : issue.path).join('.'),
      i18next.t(`kit:issue.${issue.code}`),
    ]),
  )
}
