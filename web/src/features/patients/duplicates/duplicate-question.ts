import { isPartialDate } from '@polyclinic/contract/kit/partial-date.ts'
import type { DuplicateReason } from '@polyclinic/contract/patients/duplicates/duplicate-checks.ts'
import type { PatientValues } from '../patient-form/patient-values.ts'

type Reached = { email: string; phone: string }

export type Typed = {
  patients?: readonly PatientValues[]
  guardian?: { name: string; contact: Reached }
}

export type DuplicateQuestion = NonNullable<ReturnType<typeof duplicateQuestion>>

/**
 * What the server is asked about them, in their order; nothing while there is nothing to look for. Numbers go as they were
 * typed, in whatever digits: the server reads them as it does on saving. A date that nobody can read is left out.
 */
export function duplicateQuestion({ patients = [], guardian }: Typed) {
  const drafts = patients.map((values) => ({
    kind: values.kind,
    ...filled({
      givenName: values.givenName,
      familyName: values.familyName,
      usedName: values.usedName,
      ...reached(values.contact),
      ...(values.kind === 'animal' && { species: values.species ?? '', microchip: values.microchip }),
      birthDate: isPartialDate(values.birthDate ?? '') ? values.birthDate! : '',
    }),
    ...numbersIn(values.identifiers),
    ...(values.guardians.length > 0 && { guardianIds: values.guardians.map(({ id }) => id) }),
  }))
  const owner = guardian && filled({ name: guardian.name, ...reached(guardian.contact) })
  const isAsked = [...drafts, ...(owner ? [owner] : [])].some((draft) => looksFor.some((field) => field in draft))
  return isAsked ? { patients: drafts, ...(owner && { guardian: owner }) } : undefined
}

/** A species or a birth date alone finds nobody. */
const looksFor = ['name', 'givenName', 'familyName', 'email', 'phone', 'microchip', 'usedName', 'identifiers']

function numbersIn(rows: PatientValues['identifiers']) {
  const identifiers = rows.map(({ value }) => value.trim()).filter((value) => value.length > 1)
  return identifiers.length > 0 ? { identifiers } : {}
}

const reached = ({ email, phone }: Reached) => ({ email, phone })

/** One letter is no name yet. */
const filled = (fields: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([field, value]) => [field, value.trim()] as const)
      .filter(([, value]) => value.length > 1),
  )

/** The words for a reason; of a near birth date, whether it is the year that differs by one. */
export function reasonKey(
  reason: DuplicateReason,
  typed: string | null | undefined,
  known: string | undefined,
): string {
  if (reason !== 'birth-date-near' || !typed || !known) return `duplicate.reason.${reason}`
  const isYear =
    typed.slice(4) === known.slice(4) && Math.abs(Number(typed.slice(0, 4)) - Number(known.slice(0, 4))) === 1
  return `duplicate.reason.birth-${isYear ? 'year' : 'date'}-near`
}
