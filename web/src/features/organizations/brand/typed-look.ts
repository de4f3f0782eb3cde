import { isReadable, readableAccent } from '@polyclinic/contract/kit/brand/accent.ts'
import { readColour } from '@polyclinic/contract/kit/brand/colour.ts'
import type { Look } from '@polyclinic/contract/kit/brand/look.ts'
import { typeNames } from '@polyclinic/contract/kit/brand/type-stacks.ts'
import type { BrandView } from '@polyclinic/contract/organizations/brand.ts'

/** A look as it is typed; what is empty is not said. */
export type TypedLook = Record<'accent' | 'type' | 'senderName' | 'letterhead' | 'footer', string>

/** The organization's own, beside those of clinics by their ids. */
export const everywhere = 'own'

export type TypedBrand = Record<string, TypedLook>

const typed = ({ accent = '', type, senderName = '', letterhead = '', footer = '' }: Look = {}): TypedLook => ({
  accent,
  type: type ?? '',
  senderName,
  letterhead,
  footer,
})

export const typedBrand = ({ own, clinics }: BrandView, clinicIds: readonly string[]): TypedBrand =>
  Object.fromEntries([
    [everywhere, typed(own)] as const,
    ...clinicIds.map((id) => [id, typed(clinics.find(({ clinicId }) => clinicId === id)?.look)] as const),
  ])

/** As it is sent: what is empty is left out. */
export function lookOf({ accent, type, ...texts }: TypedLook): Look {
  const said = Object.entries(texts).filter(([, text]) => text.trim() !== '')
  const known = typeNames.find((name) => name === type)
  return { ...Object.fromEntries(said), ...(accent.trim() !== '' && { accent }), ...(known && { type: known }) }
}

export const brandOf = ({ [everywhere]: own = typed(), ...clinics }: TypedBrand) => ({
  own: lookOf(own),
  clinics: Object.entries(clinics)
    .map(([clinicId, look]) => ({ clinicId, look: lookOf(look) }))
    .filter(({ look }) => Object.keys(look).length > 0),
})

/** What is drawn while it is typed: of a colour that cannot be read, the one that is proposed. */
export function drawable(look: Look): Look {
  const { accent, ...rest } = look
  const colour = readColour(accent ?? '')
  return { ...rest, ...(colour && { accent: readableAccent(colour) }) }
}

/** The colour to take instead, where the typed one is a colour that cannot be read. */
export function proposalFor(accent: string): string | undefined {
  const colour = readColour(accent)
  return colour && !isReadable(colour) ? readableAccent(colour) : undefined
}

/** Where an error of the API stands in the form: `clinics.0.look.footer` is the field of a clinic. */
export const placeOf = (path: string, brand: TypedBrand): { place: string; field: string } | undefined => {
  const [part, at, , field] = path.split('.')
  if (part === everywhere && at) return { place: everywhere, field: at }
  const clinic = part === 'clinics' ? brandOf(brand).clinics[Number(at)] : undefined
  return clinic && field ? { place: clinic.clinicId, field } : undefined
}
