import { isActiveChip, type IdentifierKind } from '@polyclinic/contract/patients/front-page/identifier-kinds.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { emptyAddress, type AddressValues } from '../../../kit/fields/AddressFields.tsx'
import { withoutEmpty } from '../contacts/contact-values.ts'

type Known<Name extends 'aliases' | 'identifiers' | 'speech' | 'physiology' | 'insurance' | 'whereabouts'> =
  NonNullable<Patient[Name]>

export type AliasRow = { kind: Known<'aliases'>[number]['kind']; text: string }

export type IdentifierRow = {
  kind: IdentifierKind
  value: string
  issuer: string
  country: string
  from: string | null
  until: string | null
}

export type SpeechValues = { languages: string[]; needsInterpreter: boolean }
export type PhysiologyValues = { sex: Known<'physiology'>['sex'] | null; note: string }
export type InsuranceValues = { insurer: string; policyNumber: string; until: string | null }
export type WhereaboutsValues = { kind: Known<'whereabouts'>['kind'] | null; text: string; address: AddressValues }

const today = () => new Date().toISOString().slice(0, 10)

/** A list that holds nothing is as good as none. */
const listed = <Row>(rows: Row[]) => (rows.length > 0 ? rows : undefined)

export const aliases = {
  empty: [] as AliasRow[],
  hold: (known: Known<'aliases'> | undefined): AliasRow[] => known ?? [],
  give: (rows: AliasRow[]) =>
    listed(rows.flatMap(({ kind, text }) => (text.trim() ? [{ kind, text: text.trim() }] : []))),
}

export const emptyIdentifier = (kind: IdentifierKind): IdentifierRow => ({
  kind,
  value: '',
  issuer: '',
  country: '',
  from: null,
  until: null,
})

/** A chip that was the one of the animal until yesterday. */
export const endedChip = (value: string): IdentifierRow => ({
  ...emptyIdentifier('microchip'),
  value,
  until: new Date(Date.now() - 24 * 3_600_000).toISOString().slice(0, 10),
})

/** All but the chip of today, which has a field of its own. */
export const identifiers = {
  empty: [] as IdentifierRow[],
  hold: (known: Known<'identifiers'> | undefined): IdentifierRow[] =>
    (known ?? [])
      .filter((each) => !isActiveChip(each, today()))
      .map((each) => ({ ...emptyIdentifier(each.kind), ...each })),
  give: (rows: IdentifierRow[]) =>
    listed(
      rows
        .filter(({ value }) => value.trim() !== '')
        .map(({ kind, value, issuer, country, from, until }) => ({
          kind,
          value: value.trim(),
          ...withoutEmpty({ issuer: issuer.trim(), country }),
          ...(from && { from }),
          ...(until && { until }),
        })),
    ),
}

export const speech = {
  empty: { languages: [], needsInterpreter: false } as SpeechValues,
  hold: (known: Known<'speech'> | undefined): SpeechValues => ({
    languages: known?.languages ?? [],
    needsInterpreter: known?.needsInterpreter ?? false,
  }),
  give: ({ languages, needsInterpreter }: SpeechValues) =>
    languages.length > 0 || needsInterpreter
      ? { ...(languages.length > 0 && { languages }), ...(needsInterpreter && { needsInterpreter }) }
      : undefined,
}

export const physiology = {
  empty: { sex: null, note: '' } as PhysiologyValues,
  hold: (known: Known<'physiology'> | undefined): PhysiologyValues => ({
    sex: known?.sex ?? null,
    note: known?.note ?? '',
  }),
  give: ({ sex, note }: PhysiologyValues) =>
    sex || note.trim() ? { sex: sex ?? ('unknown' as const), ...withoutEmpty({ note: note.trim() }) } : undefined,
}

export const insurance = {
  empty: { insurer: '', policyNumber: '', until: null } as InsuranceValues,
  hold: (known: Known<'insurance'> | undefined): InsuranceValues => ({
    insurer: known?.insurer ?? '',
    policyNumber: known?.policyNumber ?? '',
    until: known?.until ?? null,
  }),
  give: ({ insurer, policyNumber, until }: InsuranceValues) => {
    const given = {
      ...withoutEmpty({ insurer: insurer.trim(), policyNumber: policyNumber.trim() }),
      ...(until && { until }),
    }
    return Object.keys(given).length > 0 ? given : undefined
  },
}

export const whereabouts = {
  empty: { kind: null, text: '', address: emptyAddress } as WhereaboutsValues,
  hold: (known: Known<'whereabouts'> | undefined): WhereaboutsValues => ({
    kind: known?.kind ?? null,
    text: known?.text ?? '',
    address: { ...emptyAddress, ...known?.address },
  }),
  give: ({ kind, text, address }: WhereaboutsValues) => {
    const place = withoutEmpty(address)
    const given = { ...withoutEmpty({ text: text.trim() }), ...(Object.keys(place).length > 0 && { address: place }) }
    return kind || Object.keys(given).length > 0 ? { kind: kind ?? ('other' as const), ...given } : undefined
  },
}
