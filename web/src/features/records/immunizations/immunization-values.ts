import type { Coding } from '@polyclinic/contract/records/codes.ts'
import type { Immunization } from '@polyclinic/contract/records/immunizations.ts'

export type ImmunizationValues = {
  code: Coding | null
  text: string
  givenOn: string | null
  batch: string
  batchExpiresOn: string | null
  site: string
  dueOn: string | null
  note: string
  isWrong: boolean
}

export const immunizationValues = (today: string, of?: Immunization): ImmunizationValues => ({
  code: of?.code ?? null,
  text: of?.text ?? '',
  givenOn: of?.givenOn ?? today,
  batch: of?.batch ?? '',
  batchExpiresOn: of?.batchExpiresOn ?? null,
  site: of?.site ?? '',
  dueOn: of?.dueOn ?? null,
  note: of?.note ?? '',
  isWrong: of?.status === 'entered-in-error',
})

const orNull = (text: string) => (text.trim() === '' ? null : text)

/** What both adding and changing say; null where nothing is said. */
export const immunizationBody = ({ text, givenOn, batch, batchExpiresOn, site, dueOn, note }: ImmunizationValues) => ({
  text,
  givenOn: givenOn ?? '',
  batch: orNull(batch),
  batchExpiresOn,
  site: orNull(site),
  dueOn,
  note: orNull(note),
})
