import { Refusal } from '../../kit/http/refusal.ts'

/** A value of the query that only its company shows to be wrong, answered like any other invalid field. */
export const refuseQuery = (name: string, message: string) =>
  new Refusal('invalid-input', { issues: [{ path: ['query', name], message }] })
