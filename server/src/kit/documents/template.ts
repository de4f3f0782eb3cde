import { readFileSync } from 'node:fs'
import { shadesOf } from '@polyclinic/contract/kit/brand/accent.ts'
import { linesIn } from '@polyclinic/contract/kit/brand/shown.ts'
import type { Look } from '@polyclinic/contract/kit/brand/look.ts'
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
  /** How the sender shows itself; absent: as the product does. */
  look?: Look
  /** A PNG in base64, above the sender's name. */
  logo?: string
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
    valuesOf: ({ language, country, footer = '', look = {}, logo, ...rest }) => ({
      ...rest,
      language,
      footer: [...linesIn(footer), ...linesIn(look.footer)],
      letterhead: linesIn(look.letterhead),
      accent: look.accent ? shadesOf(look.accent).light.accent : '',
      logo: logo ? drawnLogo(logo) : '',
      isRightToLeft: directionOf(language) === 'rtl',
      paper: letterPaper.has(country) ? 'us-letter' : 'a4',
    }),
  }
}

/** A template reads no files and no base64: pictures come as drawings that hold them. */
function drawnLogo(base64: string): string {
  const [width, height] = sizeOfPng(Buffer.from(base64, 'base64'))
  const size = `width="${width}" height="${height}"`
  const picture = `<image ${size} href="data:image/png;base64,${base64}"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ${size}>${picture}</svg>`
}

/** Its IHDR chunk comes first (PNG, 11.2.1). */
const sizeOfPng = (bytes: Buffer) => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)] as const

/** Where one writes on US letter (CLDR supplemental data, `paperSize`); everybody else on A4. */
const letterPaper = new Set('BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '))
