import { z } from 'zod'
import { id } from '@polyclinic/contract/kit/ids.ts'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { readCursor } from '../../../kit/http/cursor.ts'
import { guardianSecrets } from '../guardians/view.ts'
import { nameKey, namePosition } from '../patients/scope.ts'
import { patientSecrets, present, summaryView } from '../patients/view.ts'
import { matchOf } from '../search/matches.ts'
import type { AfterHit } from '../search/queries.ts'
import { namesOf, type SearchTerms } from '../search/rules.ts'
import type { Reader } from '../warnings/view.ts'
import type { ListedRow, PatientSort, Position } from './queries.ts'

/** Where a page of patients begins; a cursor of another order is none of this list's. */
export function readPosition(
  cursor: string | undefined,
  sort: PatientSort = 'name',
  terms?: SearchTerms,
): Position | undefined {
  if (sort === 'name') {
    const hit = readHit(cursor, terms)
    return hit && { at: hit.rank, nameKey: hit.nameKey, id: hit.id }
  }
  const position = readCursor(cursor, z.tuple([z.literal(sort), z.int(), nameKey, id]))
  return position && { at: position[1], nameKey: position[2], id: position[3] }
}

function readHit(cursor: string | undefined, terms?: SearchTerms): AfterHit | undefined {
  if (terms) {
    const [rank, key, after] = readCursor(cursor, z.tuple([z.int(), nameKey, id])) ?? []
    return rank === undefined || key === undefined || after === undefined
      ? undefined
      : { rank, nameKey: key, id: after }
  }
  const [key, after] = readCursor(cursor, namePosition) ?? []
  return key === undefined || after === undefined ? undefined : { rank: 0, nameKey: key, id: after }
}

export const shownOf = <Item>(page: { items: (Item | undefined)[]; nextCursor?: string }) => ({
  ...page,
  items: page.items.filter((item) => item !== undefined),
})

/** A row of a list, with what a desk needs at hand; to a search, also why it was found. Undefined: by a coincidence of hashes. */
export function listedView(row: ListedRow, reader: Reader, terms?: SearchTerms): PatientSummary | undefined {
  const { sealer } = reader
  const own = patientSecrets.open(sealer, row)
  const guardians = (row.guardians ?? []).map((guardian) => ({
    name: guardian.name,
    hears: guardian.hears,
    ...guardianSecrets.open(sealer, guardian),
  }))
  // nobody is called who is kept out
  const phone = own.contact?.phone ?? guardians.find(({ contact, hears }) => hears && contact?.phone)?.contact?.phone
  const known = { ...own, names: namesOf({ ...row, aliases: own.aliases }), birthDate: row.birth_date, guardians }
  const matched = terms && matchOf(known, terms)
  if (terms && !matched) return undefined
  return {
    ...summaryView(row, reader),
    ...present({
      phone: phone ?? null,
      nextVisitAt: row.next_visit_at,
      lastVisitAt: row.last_visit_at,
      homeClinicId: row.home_clinic_id,
    }),
    ...(matched && { matched }),
  }
}

export function positionOf(
  row: Pick<ListedRow, 'place' | 'name_key' | 'id'>,
  sort: PatientSort = 'name',
  terms?: SearchTerms,
): (string | number)[] {
  const place = sort !== 'name' ? [sort, row.place] : terms ? [row.place] : []
  return [...place, row.name_key, row.id]
}
