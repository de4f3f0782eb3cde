import type {
  AllergyType,
  ClinicalStatus,
  Criticality,
  ReactionSeverity,
  Verification,
} from '@polyclinic/contract/patients/allergy-states.ts'
import type { Allergy } from '@polyclinic/contract/patients/allergies.ts'
import { categoryOf, type SubstanceCategory, type SubstanceCode } from '@polyclinic/contract/patients/substances.ts'

export type ReactionValues = { text: string; severity: ReactionSeverity | 'none' }

export type AllergyValues = {
  code: SubstanceCode | null
  substance: string
  category: SubstanceCategory | null
  criticality: Criticality | null
  type: AllergyType
  verification: Verification
  clinicalStatus: ClinicalStatus
  reactions: ReactionValues[]
  onset: string | null
  note: string
}

export const newReaction: ReactionValues = { text: '', severity: 'none' }

export const allergyValues = (allergy: Allergy | undefined, name: string): AllergyValues => ({
  code: allergy?.substance.code ?? null,
  substance: name,
  category: allergy?.category ?? null,
  criticality: allergy?.criticality ?? null,
  type: allergy?.type ?? 'allergy',
  verification: allergy?.verification ?? 'unconfirmed',
  clinicalStatus: allergy?.clinicalStatus ?? 'active',
  reactions: allergy?.reactions.length
    ? allergy.reactions.map(({ text, severity }): ReactionValues => ({ text, severity: severity ?? 'none' }))
    : [newReaction],
  onset: allergy?.onset ?? null,
  note: allergy?.note ?? '',
})

/** What was chosen from the list brings its category; what is typed keeps the one that was chosen. */
export const withSubstance = (values: AllergyValues, substance: string, code: SubstanceCode | null): AllergyValues => ({
  ...values,
  substance,
  code,
  category: code ? categoryOf(code) : values.category,
})

export const allergyBody = ({ code, substance, category, criticality, reactions, ...values }: AllergyValues) => ({
  substance: code ? { code } : { text: substance },
  category: category ?? ('medication' as const),
  criticality: criticality ?? ('unable-to-assess' as const),
  type: values.type,
  clinicalStatus: values.clinicalStatus,
  reactions: reactions.flatMap(({ text, severity }) =>
    text.trim() === '' ? [] : [{ text, ...(severity !== 'none' && { severity }) }],
  ),
})
