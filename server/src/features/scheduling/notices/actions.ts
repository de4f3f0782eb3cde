import { occupies } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { Told } from '@polyclinic/contract/scheduling/told.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import {
  noticesAbout,
  postponeNotice,
  queueNotice,
  withdrawNotice,
  type Facts,
  type NoticeRow,
} from '../../messaging/public.ts'
import { patients } from '../../patients/public.ts'
import type { AppointmentRow } from '../appointments/queries.ts'
import { noticeFor } from './rules.ts'

export interface ChangedRow extends AppointmentRow {
  told: Told
}

interface Change {
  /** Null: it was not there. */
  before: AppointmentRow | null
  after: AppointmentRow
  isWished: boolean
  /** What makes this telling another than the last one of the same version. */
  occasion?: string
}

/** A change that no reader would notice. */
export const nothingNew: Told = { state: 'not-told', reason: 'nothing-new' }

const factsOf = ({ state, starts_at, ends_at, practitioner_id }: AppointmentRow): Facts => ({
  takesPlace: occupies(state),
  startsAt: new Date(starts_at).toISOString(),
  endsAt: new Date(ends_at).toISOString(),
  practitionerId: practitioner_id,
})

/**
 * Decides in the transaction of a change who learns of it, and leaves the notice in the outbox; what it says is written
 * when it leaves. Answers what was decided, so that the desk knows it at once.
 */
export async function notifyReaders(
  tx: TenantTx,
  before: AppointmentRow | null,
  after: AppointmentRow,
  isWished = true,
  occasion?: string,
): Promise<Told> {
  if (!before && !isWished) return { state: 'not-told', reason: 'not-wished' }
  const change: Change = { before, after, isWished: isWished && !after.is_withheld, occasion }
  const { readers, call } = patients.reachIn(tx, { ...after, id: after.patient_id }, after.starts_at)
  const notices = before ? await noticesAbout(tx, after.id) : []
  const isOver = Date.parse(after.ends_at) <= Date.now()
  const told = readers.flatMap((reader) => {
    const notice = tellReader(tx, change, reader, isOver ? undefined : notices)
    return notice ? [{ notice, reader }] : []
  })
  const [first] = told
  if (first)
    return {
      state: 'will-be-told',
      notice: first.notice,
      to: told.map(({ reader: { name, email } }) => ({ name, email: patients.shortened(email) })),
      afterSeconds: tx.messageDelaySeconds,
    }
  const reason = isWished && after.is_withheld ? 'withheld' : reasonOf(change, readers.length > 0, isOver)
  return { state: 'not-told', reason, ...(call && reason === 'no-email' && { call }) }
}

const reasonOf = ({ isWished, after }: Change, isReachable: boolean, isOver: boolean) =>
  isWished
    ? after.deceased_on !== null
      ? 'deceased'
      : isOver
        ? 'over'
        : isReachable
          ? 'nothing-new'
          : 'no-email'
    : 'not-wished'

interface Reader {
  id: string
  email: string
  language: string
}

/** The notice that one reader gets, if any: a new one, or the one that waits already. `notices` undefined: no more words. */
function tellReader(tx: TenantTx, change: Change, reader: Reader, notices: NoticeRow[] | undefined) {
  const theirs = notices?.filter(({ recipient_id }) => recipient_id === reader.id) ?? []
  const waiting = theirs.find(({ state }) => state === 'waiting')
  const known = theirs.findLast(({ state, told }) => state !== 'waiting' && told)?.told ?? undefined
  const stoodBefore = waiting ? waiting.stood_before : change.before && factsOf(change.before)
  // what waits already stays wished when a later change says nothing; a cancellation without a word takes it back
  const isWished = change.isWished || (waiting !== undefined && occupies(change.after.state))
  const notice = isWished && notices ? noticeFor({ known, stoodBefore, now: factsOf(change.after) }) : undefined
  const delaySeconds = tx.messageDelaySeconds
  if (!notice) {
    if (waiting) withdrawNotice(tx, waiting.id)
    return undefined
  }
  if (waiting) postponeNotice(tx, waiting.id, { template: `visit-${notice}`, delaySeconds })
  else
    queueNotice(tx, {
      channel: 'email',
      key: `visit|${change.after.id}|${change.occasion ?? change.after.version}|${reader.id}`,
      template: `visit-${notice}`,
      language: reader.language,
      to: reader.email,
      appointmentId: change.after.id,
      patientId: change.after.patient_id,
      recipientId: reader.id,
      stoodBefore,
      delaySeconds,
    })
  return notice
}
