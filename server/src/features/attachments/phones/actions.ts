import { sql } from 'kysely'
import { phoneMinutes, phonePictures } from '@polyclinic/contract/attachments/document-words.ts'
import type { PhoneSession } from '@polyclinic/contract/attachments/phone-links.ts'
import { newId } from '../../../kit/db/ids.ts'
import { int, timestamptz } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { isDouble } from '../../../kit/thrown.ts'
import { files, type ReceivedPicture } from '../../files/public.ts'
import type { PatientScope } from '../../patients/public.ts'
import { fileDocument } from '../documents/actions.ts'
import { isSeen } from '../documents/queries.ts'
import { findMade, findOpened, isSent, lockOpened, type PhoneLinkRow } from './queries.ts'
import { initialsOf, phoneToken } from './rules.ts'

const madeRow = shape({ expires_at: timestamptz })

/** For a quarter of an hour; its row goes a day later. */
export async function makePhoneLink(tx: TenantTx, patientId: string, scope: PatientScope) {
  if (!(await isSeen(tx, patientId, scope))) throw refuse('not-found')
  const id = newId()
  const { expires_at: expiresAt } = await tx.one(madeRow`
    insert into tenant.phone_links (organization_id, id, patient_id, made_by, expires_at)
    values (${tx.organization.id}, ${id}, ${patientId}, ${tx.caller.accountId ?? null},
      clock_timestamp() + make_interval(mins => ${phoneMinutes}::int))
    returning expires_at`)
  return { id, token: phoneToken(tx.sealer, id, 'open'), expiresAt }
}

export async function endPhoneLink(tx: TenantTx, id: string, scope: PatientScope): Promise<void> {
  if (!(await findMade(tx, id, scope))) throw refuse('not-found')
  await tx.run(sql`
    update tenant.phone_links set ended_at = coalesce(ended_at, clock_timestamp())
    where organization_id = ${tx.organization.id} and id = ${id}`)
}

/** The organization does it for whoever was shown the link, which is taken by the first. */
export const openPhoneLink = (tx: TenantTx, id: string): Promise<PhoneSession> =>
  tx.asOrganization(async () => {
    const taken = await tx.run(sql`
      update tenant.phone_links set opened_at = clock_timestamp()
      where organization_id = ${tx.organization.id} and id = ${id} and opened_at is null and ended_at is null and expires_at > now()`)
    const row = taken === 1 ? await findOpened(tx, id) : undefined
    if (!row) throw refuse('not-found')
    return {
      session: phoneToken(tx.sealer, id, 'send'),
      organization: tx.organization.name,
      initials: initialsOf(row.given_name, row.family_name),
      expiresAt: row.expires_at,
      left: phonePictures - row.pictures,
    }
  })

/**
 * Takes a place for a picture before a byte of it is read, so that many at once are no more than one after the other; none where
 * the picture has come already. 404 once the link has ended, and refused where it has brought all that it may.
 */
export const takePlace = (tx: TenantTx, id: string, pictureId: string) =>
  tx.asOrganization(async (): Promise<{ link: PhoneLinkRow; isSent: boolean }> => {
    const before = await lockOpened(tx, id)
    if (!before) throw refuse('not-found')
    if (await isSent(tx, before, pictureId)) return { link: before, isSent: true }
    if (before.pictures >= phonePictures) throw refuse('wrong-state', { state: 'full' })
    return { link: { ...before, pictures: await countPictures(tx, id, 1) }, isSent: false }
  })

/** Of a picture that did not come to be a document; what was received of it goes with the next round of clearing. */
export const giveBackPlace = (tx: TenantTx, id: string, received?: ReceivedPicture) =>
  tx.asOrganization(async () => {
    if (received) await files.discard(tx, received.fileId)
    return countPictures(tx, id, -1)
  })

const countedRow = shape({ pictures: int })

/** How many places are taken now. */
const countPictures = async (tx: TenantTx, id: string, more: 1 | -1): Promise<number> =>
  (
    await tx.one(countedRow`
      update tenant.phone_links set pictures = pictures + ${more}::int where organization_id = ${tx.organization.id} and id = ${id}
      returning pictures`)
  ).pictures

/** Files a picture that was received, under the name of whoever showed the link; one that came at the same moment is one. */
export const addPhonePicture = (tx: TenantTx, linkId: string, pictureId: string, received: ReceivedPicture) =>
  tx.asOrganization(async () => {
    const link = await lockOpened(tx, linkId)
    if (!link) throw refuse('not-found')
    if (await isSent(tx, link, pictureId)) return phonePictures - (await giveBackPlace(tx, linkId, received))
    await files.keepReceived(tx, received)
    const { patient_id: patientId, made_by: recordedBy } = link
    const { fileId, type, name } = received
    const filed = {
      patientId,
      fileId,
      type,
      name,
      source: 'phone',
      recordedBy,
      phoneLinkId: linkId,
      id: pictureId,
    } as const
    try {
      await fileDocument(tx, filed, {})
    } catch (error) {
      // the phone chose the id, and another document has it
      throw isDouble(error) ? refuse('already-exists') : error
    }
    return phonePictures - link.pictures
  })
