import type { Language } from '@polyclinic/contract/kit/language.ts'

export type CodesOf = 'conditions' | 'vaccines'

/** A list of codes that the product brings: a file of lines, what it holds, and whom to thank. */
export interface BroughtList {
  system: string
  name: string
  edition: string
  attribution: string
  /** Beside this file, in `lists/`: with a line of headings, apart by tabs; packed where it ends in `.gz`. */
  file: string
  /** Codes of what. */
  of: CodesOf
  for: 'human' | 'animal'
  /** A column that says of a line whether it may be used, by a 1. */
  usable?: string
  /** A column that says after how many months it is usually done again. */
  again?: string
  /** Which columns hold titles, and in which languages; the first is taken where another is asked for. */
  titles: readonly { column: string; language: Language }[]
}

/** The newest edition stands first; codes of older ones stay as they were written down. */
export const broughtLists: readonly BroughtList[] = [
  {
    system: 'icd-10-cm',
    name: 'ICD-10-CM',
    edition: 'FY2022',
    attribution: 'ICD-10-CM FY2022, CDC/NCHS; compiled by icd10us (V. Castro), CC BY 4.0',
    file: 'icd10cm-2022.tsv.gz',
    of: 'conditions',
    for: 'human',
    usable: 'billable',
    titles: [{ column: 'title', language: 'en' }],
  },
  {
    system: 'animal-problems',
    name: 'Animal problems',
    edition: '2026',
    attribution: 'Polyclinic, Apache-2.0: common problems of dogs, cats and horses, a list to begin with',
    file: 'animal-problems-2026.tsv',
    of: 'conditions',
    for: 'animal',
    titles: [
      { column: 'en', language: 'en' },
      { column: 'de', language: 'de' },
      { column: 'ar', language: 'ar' },
    ],
  },
  {
    system: 'cvx',
    name: 'CVX',
    edition: '2025-10-31',
    attribution: 'CVX codes, CDC',
    file: 'cvx-2025-10.tsv',
    of: 'vaccines',
    for: 'human',
    again: 'again_months',
    titles: [
      { column: 'short_name', language: 'en' },
      { column: 'full_name', language: 'en' },
    ],
  },
  {
    system: 'animal-vaccines',
    name: 'Animal vaccines',
    edition: '2026',
    attribution: 'Polyclinic, Apache-2.0, from guidelines of WSAVA, AAHA, AAEP and StIKo Vet: to be confirmed by a vet',
    file: 'animal-vaccines-2026.tsv',
    of: 'vaccines',
    for: 'animal',
    again: 'again_months',
    titles: [
      { column: 'en', language: 'en' },
      { column: 'de', language: 'de' },
      { column: 'ar', language: 'ar' },
    ],
  },
]
