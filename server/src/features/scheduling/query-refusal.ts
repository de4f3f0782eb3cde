import type { IssueCode } from '@polyclinic/contract/kit/problem.ts'
import { refuse } from '../../kit/http/refusal.ts'

/** A value of the query that only its company shows to be wrong, answered like any other invalid field. */
export const refuseQuery = (name: string, code: IssueCode, message: string) =>
  refuse('invalid-input', { issues: [{ path: ['query', name], message, code }] })
