import { sealed, text } from '../../../kit/crypto/sealed.ts'

/** Why somebody is kept out of a patient; the row's own id names it, since a merge of two records takes it to another patient. */
export const relationSecrets = sealed('patient_guardians', { reason: text })
