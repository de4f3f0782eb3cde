import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { alertKinds, alertPriorities } from './alert-kinds.ts'
import { allergyStates, criticalities } from './allergy-states.ts'
import { substanceCodes } from './substances.ts'

/** What an allergy is to: `code` where the list of common substances has it, else what was typed. */
export const substanceCode = z.enum(substanceCodes).meta({ id: 'SubstanceCode' })

export const shownSubstance = z.object({ code: substanceCode.optional(), text: z.string().optional() })

/** What whoever meets a patient minds: said wherever the patient is named. */
export const warnings = z
  .object({
    allergies: z.object({
      state: z.enum(allergyStates),
      /** Active ones, the most serious first: all of them to those who read charts, to others those of high criticality. */
      named: z.array(shownSubstance.extend({ criticality: z.enum(criticalities) })),
      /** Active ones beside those that are named. */
      others: z.int(),
    }),
    /** Of today, the most urgent first; clinical ones for those who read charts. */
    alerts: z.array(z.object({ id, kind: z.enum(alertKinds), priority: z.enum(alertPriorities), text: z.string() })),
    /** Who answers for the patient and is kept out: no access, no message, nothing said. Absent: nobody. */
    keptOut: z.array(z.object({ guardianId: id, name: z.string(), reason: z.string() })).optional(),
    /** Whether somebody else on file has this name and this birth date, and is easily taken for this patient. Absent: nobody. */
    hasNamesake: z.literal(true).optional(),
  })
  .meta({ id: 'PatientWarnings' })

export type Warnings = z.infer<typeof warnings>
