import type { Coding } from '@polyclinic/contract/records/codes.ts'
import type { Condition } from '@polyclinic/contract/records/conditions.ts'
import type { BodySide, ConditionStatus, Severity, Verification } from '@polyclinic/contract/records/condition-words.ts'

/** What the form holds; `none` where nothing is said. */
export type ConditionValues = {
  code: Coding | null
  text: string
  status: ConditionStatus
  verification: Verification
  severity: Severity | 'none'
  bodySide: BodySide | 'none'
  onset: string | null
  abatement: string | null
  note: string
  isCauseOfDeath: boolean
}

export const conditionValues = (condition?: Condition, isCauseOfDeath = false): ConditionValues => ({
  code: condition?.code ?? null,
  text: condition?.text ?? '',
  status: condition?.status ?? 'active',
  verification: condition?.verification ?? 'confirmed',
  severity: condition?.severity ?? 'none',
  bodySide: condition?.bodySide ?? 'none',
  onset: condition?.onset ?? null,
  abatement: condition?.abatement ?? null,
  note: condition?.note ?? '',
  isCauseOfDeath: condition?.isCauseOfDeath ?? isCauseOfDeath,
})

const orNull = <Value extends string>(value: Value | 'none') =>
  value === 'none' ? null : (value as Exclude<Value, 'none'>)

/** The whole of it, null where nothing is said: what has an end is active no more. */
export const conditionBody = ({ severity, bodySide, abatement, status, note, ...rest }: ConditionValues) => ({
  ...rest,
  status,
  severity: orNull(severity),
  bodySide: orNull(bodySide),
  abatement: status === 'active' ? null : abatement,
  note: note.trim() === '' ? null : note,
})
