/** What a column of a table can be read as. Nothing here needs a schema: screens read it, too. */
export const importFields = [
  'givenName',
  'familyName',
  'fullName',
  'usedName',
  'title',
  'kind',
  'birthDate',
  'sex',
  'species',
  'breed',
  'colour',
  'isNeutered',
  'microchip',
  'phone',
  'email',
  'street',
  'street2',
  'postalCode',
  'city',
  'state',
  'country',
  'language',
  'memo',
  'deceasedOn',
  'guardianName',
  'guardianGivenName',
  'guardianFamilyName',
  'guardianPhone',
  'guardianEmail',
] as const

export type ImportField = (typeof importFields)[number]

/** In which order the days of a table are written; `country`: as the organization's country writes them. */
export const dateOrders = ['country', 'day-first', 'month-first', 'year-first'] as const

export type DateOrder = (typeof dateOrders)[number]

/** What becomes of a row whose patient is probably on file. */
export const duplicateChoices = ['skip', 'add', 'update'] as const

export type DuplicateChoice = (typeof duplicateChoices)[number]

/** Rows below the head that one table may have, columns, and bytes. */
export const largestImport = { rows: 100_000, columns: 100, bytes: 50_000_000 }

/** Days for which an import can be taken back as a whole. */
export const undoDays = 30
