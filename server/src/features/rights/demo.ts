import type { FillDemo } from '../../demo/filling.ts'
import { patients } from '../patients/public.ts'
import { hold } from './legal-holds/actions.ts'
import { addRequest } from './requests/actions.ts'
import { restrict } from './restrictions/actions.ts'

/** Of each practice a correction that waits and a record on hold; and one person whom the desk does not see. */
export const fillDemo: FillDemo = async ({ tx, organization, patientIds }) => {
  const accountId = tx.caller.accountId ?? ''
  const who = { accountId, scope: undefined }
  const isGerman = organization.country === 'DE'
  const [, , , corrected, held] = patientIds
  if (corrected) {
    const asked = isGerman
      ? { about: 'Die Hausnummer stimmt nicht.', right: 'Hafenweg 31' }
      : { about: 'The number of the house is wrong.', right: '31 Harbour Road' }
    await addRequest(tx, corrected, { kind: 'correction', ...asked }, { accountId })
  }
  if (held)
    await hold(tx, held, isGerman ? 'Regress der Versicherung, Akte 4711' : 'Claim of the insurer, file 4711', who)
  if (organization.slug === 'riverside') {
    const person = { kind: 'human', givenName: 'Cornelia', familyName: 'Ashdown', birthDate: '1968-11-02' } as const
    const { id } = await patients.add(tx, person)
    await restrict(tx, id, 'Disputes the diagnosis of May; until it is settled', who)
  }
}
