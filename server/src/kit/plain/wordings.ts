import type { RefusalWording } from '@polyclinic/contract/kit/plain.ts'
import { problemBody } from '../http/problems.ts'
import type { Refusal } from '../http/refusal.ts'

interface Wording {
  type: string
  write(refusal: Refusal): string
}

/** FHIR's issue types (R4 valueset-issue-type) by status. */
const issueTypes: Record<number, string> = {
  400: 'invalid',
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'deleted',
  412: 'conflict',
  413: 'too-long',
  422: 'processing',
  429: 'throttled',
  503: 'transient',
}

/** How a refusal is said to whoever speaks another protocol than ours. */
export const wordings: Record<RefusalWording, Wording> = {
  problem: { type: 'application/json', write: (refusal) => JSON.stringify(problemBody(refusal)) },
  'operation-outcome': {
    type: 'application/fhir+json',
    write: ({ status, message }) =>
      JSON.stringify({
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'error', code: issueTypes[status] ?? 'exception', diagnostics: message }],
      }),
  },
  text: { type: 'text/plain', write: ({ message }) => `${message}\n` },
}
