import { sql } from 'kysely'
import { textOf } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'

export interface Asked {
  /** The first day on which it is closed; absent: in thirty days. */
  day?: string
  atOnce?: boolean
  reason?: string
}

type Said = 'asked' | 'called-off' | 'not-found' | 'wrong-state' | 'used' | 'too-early'

const saidRow = shape({ said: textOf<Said>() })

/** With its row of the platform's log, in the statement that does it. */
export async function askClosing(
  control: ControlTx,
  organizationId: string,
  { day, atOnce = false, reason }: Asked,
): Promise<void> {
  const { said } = await control.one(saidRow`
    select control.ask_closing(${organizationId}, ${day ?? null}::date, ${atOnce}, ${reason ?? null}) as said`)
  if (said === 'used') throw refuseField('closesOn', 'required', 'is needed where somebody came in')
  if (said === 'too-early') throw refuseField('closesOn', 'range', 'is less than thirty days ahead')
  refuseUnless(said, 'asked')
}

export async function callOffClosing(control: ControlTx, organizationId: string): Promise<void> {
  const { said } = await control.one(saidRow`select control.call_off_closing(${organizationId}) as said`)
  refuseUnless(said, 'called-off')
}

function refuseUnless(said: Said, done: Said): void {
  if (said === 'not-found') throw refuse('not-found')
  if (said !== done) throw refuse('wrong-state', { state: 'closing' })
}

export type Step = 'nothing' | 'tell' | 'closed' | 'shredding' | 'files' | 'access' | 'record' | 'shredded'

const stepRow = shape({ step: textOf<Step>() })

/** Does the next step that is due, or names it. */
export async function proceedClosing(control: ControlTx, organizationId: string, isRecorded: boolean): Promise<Step> {
  const { step } = await control.one(stepRow`
    select control.proceed_closing(${organizationId}, ${isRecorded}) as step`)
  return step
}

/** A step that others do is done: once, and never taken back. */
export const noteStep = (
  control: ControlTx,
  organizationId: string,
  step: 'told_at' | 'files_deleted_at' | 'access_ended_at',
) =>
  control.run(sql`
    update control.closings set ${sql.id(step)} = clock_timestamp()
    where organization_id = ${organizationId} and ${sql.id(step)} is null`)
