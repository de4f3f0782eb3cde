import type { SupportScope } from '@polyclinic/contract/kit/permission.ts'
import { refuseField } from '../../../kit/http/refusal.ts'

interface Asked {
  asked_scope: SupportScope
  asks_to_write: boolean
  asked_minutes: number
}

interface Narrower {
  scope?: SupportScope
  mayWrite?: boolean
  minutes?: number
}

/** What is granted is what was asked for, or less. */
export function grantedShare(asked: Asked, narrower: Narrower) {
  const { scope = asked.asked_scope, mayWrite = asked.asks_to_write, minutes = asked.asked_minutes } = narrower
  if (scope === 'records' && asked.asked_scope === 'settings') throw wider('scope')
  if (mayWrite && !asked.asks_to_write) throw wider('mayWrite')
  if (minutes > asked.asked_minutes) throw wider('minutes')
  return { scope, mayWrite, minutes }
}

const wider = (field: string) => refuseField(field, 'wider', 'is more than was asked for')
