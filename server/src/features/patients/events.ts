import { id } from '@polyclinic/contract/kit/ids.ts'
import { event } from '../../kit/jobs/events.ts'

export const patientAdded = event('patient.added', { patientId: id })

/** Also for archived, brought back and deceased: whoever reminds or books looks at the patient again. */
export const patientChanged = event('patient.changed', { patientId: id })

export const guardianChanged = event('guardian.changed', { guardianId: id })

/** Somebody answers for a patient no longer, at once or from a day on, or is kept out. */
export const relationEnded = event('relation.ended', { patientId: id, guardianId: id })

/** Somebody who answers for a patient is told of its appointments no longer, or sees them no longer. */
export const relationNarrowed = event('relation.narrowed', { patientId: id, guardianId: id })

/** A merge was taken back: each record stands for itself again. */
export const mergeUndone = event('merge.undone', { keptId: id, mergedId: id })

export const allergyChanged = event('allergy.changed', { patientId: id })

export const alertChanged = event('alert.changed', { patientId: id })

export const emergencyOpened = event('emergency.opened', { accessId: id, accountId: id, patientId: id })

/** A code was asked for, by the clinic or by an account; whether anybody gets it is not known yet. */
export const connectionCodeAsked = event('claim.asked', { codeId: id })
