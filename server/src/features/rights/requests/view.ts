import type { RightsRequest } from '@polyclinic/contract/rights/requests.ts'
import { authorOf, type Viewer } from '../restrictions/view.ts'
import { requestSecrets } from '../secrets.ts'
import type { RequestRow } from './queries.ts'
import { answerDenied, type Eraser } from './rules.ts'

export function requestView(row: RequestRow, viewer: Viewer & Eraser): RightsRequest {
  const { sealer, names } = viewer
  const { asked, answer: reason } = requestSecrets.open(sealer, row)
  const { answered_at: at, answered_by: by } = row
  const denied = answerDenied(row.kind, viewer) ?? (row.state === 'open' ? undefined : row.state)
  return {
    id: row.id,
    patient: { id: row.patient_id, name: [row.given_name, row.family_name].filter(Boolean).join(' ') },
    kind: row.kind,
    state: row.state,
    ...asked,
    askedAt: row.asked_at,
    askedBy: authorOf(row.asked_by, names),
    byAccount: row.by_account,
    dueOn: row.due_on,
    ...(at && by && { answer: { at, by: authorOf(by, names), ...(reason && { reason }) } }),
    abilities: { answer: denied ? { allowed: false, reason: denied } : { allowed: true } },
  }
}

export const accountsIn = (rows: readonly RequestRow[]): string[] =>
  rows.flatMap((row) => [row.asked_by, ...(row.answered_by ? [row.answered_by] : [])])
