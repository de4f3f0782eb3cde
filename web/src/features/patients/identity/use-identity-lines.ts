import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { addressLines } from '@polyclinic/contract/kit/places/address.ts'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { withoutEmpty } from '../contacts/contact-values.ts'
import { useWords } from '../words.ts'
import {
  aliases,
  identifiers,
  insurance,
  physiology,
  speech,
  whereabouts,
  type AliasRow,
  type IdentifierRow,
  type InsuranceValues,
  type PhysiologyValues,
  type SpeechValues,
  type WhereaboutsValues,
} from './identity-values.ts'
import { languageNames } from './language-names.ts'

interface Held {
  aliases: AliasRow[]
  identifiers: IdentifierRow[]
  speech: SpeechValues
  physiology: PhysiologyValues
  insurance: InsuranceValues
  whereabouts: WhereaboutsValues
}

export const heldOf = (patient: Patient): Held => ({
  aliases: aliases.hold(patient.aliases),
  identifiers: identifiers.hold(patient.identifiers),
  speech: speech.hold(patient.speech),
  physiology: physiology.hold(patient.physiology),
  insurance: insurance.hold(patient.insurance),
  whereabouts: whereabouts.hold(patient.whereabouts),
})

/** What a form holds of names, numbers and places, as lines to read. */
export function useIdentityLines(kind?: Patient['kind']) {
  const words = useWords(kind)
  const format = useFormat()
  const { country } = useOrganization()
  const named = languageNames(format.locale)
  const until = (day: string | null) => (day ? words('untilDay', { date: format.date(day) }) : undefined)
  const lines = (held: Held): Record<keyof Held, (string | undefined)[]> => ({
    aliases: held.aliases.map((alias) => factLine([words(`alias.${alias.kind}`), alias.text])),
    identifiers: held.identifiers.map((row) =>
      factLine([words(`identifier.${row.kind}`), row.value, row.issuer, row.country, until(row.until)]),
    ),
    speech: [
      format.list(held.speech.languages.map(named)),
      held.speech.needsInterpreter ? words('needsInterpreter') : undefined,
    ],
    physiology: [held.physiology.sex ? words(`clinicalSex.${held.physiology.sex}`) : undefined, held.physiology.note],
    insurance: [factLine([held.insurance.insurer, held.insurance.policyNumber, until(held.insurance.until)])],
    whereabouts: [
      factLine([held.whereabouts.kind && words(`place_of.${held.whereabouts.kind}`), held.whereabouts.text]),
      ...addressLines(withoutEmpty(held.whereabouts.address), country, format.locale),
    ],
  })
  return (field: keyof Held, held: Held): string[] => lines(held)[field].flatMap((line) => (line ? [line] : []))
}
