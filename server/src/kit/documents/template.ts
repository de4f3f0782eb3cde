import { readFileSync } from 'node:fs'
import { directionOf, type Language } from '@polyclinic/contract/kit/language.ts'

/** A line below the sender's name, and a row of `facts`. */
export interface Line {
  text: string
  /** A phone number or a code: read from left to right in every language. */
  isNumber: boolean
}

export interface Fact {
  label: string
  /** Lines are parted by `\n`. */
  value: string
  isNumber: boolean
}

/** What every letter says beside what its own template shows. */
export interface Letter {
  language: Language
  title: string
  sender: { name: string; lines: Line[] }
  /** ISO 3166 country of the sender: decides the size of the paper. */
  country: string
  footer?: string
}

/** A document that features can make: its name stays, for what is queued says it. */
export interface Template<Data extends Letter = Letter> {
  readonly name: string
  /** Typst markup; what a document says comes in as values and is never read as markup. */
  readonly markup: string
  readonly valuesOf: (data: Data) => object
}

export type AnyTemplate = Template<never>

export function template<Data extends Letter>(name: `${string}.${string}`, markup: URL): Template<Data> {
  return {
    name,
    markup: readFileSync(markup, 'utf8'),
    valuesOf: ({ language, country, footer = '', ...rest }) => ({
      ...rest,
      language,
      footer,
      isRightToLeft: directionOf(language) === 'rtl',
      paper: letterPaper.has(country) ? 'us-letter' : 'a4',
    }),
  }
}

/** Where one writes on US letter (CLDR supplemental data, `paperSize`); everybody else on A4. */
const letterPaper = new Set('BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '))
