import type { ReachKind } from '@polyclinic/contract/patients/front-page/contact-validity.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { emptyAddress, type AddressValues } from '../../../kit/fields/AddressFields.tsx'
import { shownEmail } from '@polyclinic/contract/kit/reading/email.ts'

type Contact = NonNullable<Patient['contact']>
type Known = NonNullable<Contact['others']>[number]
type Label = NonNullable<Known['label']>

export type AboutRow = { label: Label | null; ownLabel: string; from: string | null; until: string | null }

export type OtherRow = AboutRow & { kind: ReachKind; value: string; address: AddressValues; doNotUse: string | null }

export const emptyAbout: AboutRow = { label: null, ownLabel: '', from: null, until: null }

export const emptyOther = (kind: ReachKind): OtherRow => ({
  ...emptyAbout,
  kind,
  value: '',
  address: emptyAddress,
  doNotUse: null,
})

export const holdAbout = (known: Partial<Omit<Known, 'kind'>> | undefined): AboutRow => ({
  label: known?.label ?? null,
  ownLabel: known?.ownLabel ?? '',
  from: known?.from ?? null,
  until: known?.until ?? null,
})

export const giveAbout = ({ label, ownLabel, from, until }: AboutRow) => ({
  ...(label && { label }),
  ...(label === 'own' && ownLabel.trim() && { ownLabel: ownLabel.trim() }),
  ...(from && { from }),
  ...(until && { until }),
})

export const holdOther = (known: Known): OtherRow => ({
  ...emptyOther(known.kind),
  ...holdAbout(known),
  ...(known.kind === 'address'
    ? { address: { ...emptyAddress, ...known.address } }
    : { value: known.kind === 'email' ? shownEmail(known.value ?? '') : (known.value ?? '') }),
  doNotUse: known.doNotUse ?? null,
})

/** Undefined where nothing was filled in. */
export function giveOther(
  row: OtherRow,
  withoutEmpty: (values: AddressValues) => Partial<AddressValues>,
): Known | undefined {
  const about = { ...giveAbout(row), ...(row.doNotUse !== null && { doNotUse: row.doNotUse.trim() }) }
  if (row.kind !== 'address')
    return row.value.trim() ? { kind: row.kind, value: row.value.trim(), ...about } : undefined
  const address = withoutEmpty(row.address)
  return Object.keys(address).length > 0 ? { kind: 'address', address, ...about } : undefined
}
