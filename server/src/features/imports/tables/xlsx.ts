import { longestCell, maxCells } from './csv.ts'
import { builtInDates, isDateCode, plainNumber, spreadsheetDay } from './numbers.ts'
import { Unreadable } from './unreadable.ts'
import { ZipReader } from '../../../kit/storage/unzip.ts'
import { attributeOf, xmlTokens, type XmlToken } from './xml.ts'

/** Bytes that the parts of a workbook may have together, unpacked. */
const mostUnpacked = 300_000_000

/** Sheets that can be chosen; a workbook has a few parts beside them. */
const maxSheets = 50
const maxParts = 1_000

/** Texts that cells may share, and their characters: what they take in memory is a multiple of what they take packed. */
const largestShared = { strings: 2_000_000, characters: 100_000_000 }

export interface TableRow {
  /** As a spreadsheet numbers it, from 1. */
  number: number
  cells: string[]
}

/** Styles of cells and formats of numbers; spreadsheets have fewer. */
const largestStyles = { styles: 100_000, formats: 10_000 }

interface Sheet {
  name: string
  part: string
}

/**
 * A workbook (ECMA-376): the values of its cells as text. Formulas are never computed; what the program that wrote it found
 * stands beside them.
 */
export class Workbook {
  readonly sheets: readonly Sheet[]
  private readonly archive: ZipReader
  private readonly beginsIn1904: boolean

  private constructor(archive: ZipReader, sheets: readonly Sheet[], beginsIn1904: boolean) {
    this.archive = archive
    this.sheets = sheets
    this.beginsIn1904 = beginsIn1904
  }

  static async open(bytes: Buffer, limit = mostUnpacked): Promise<Workbook> {
    const archive = new ZipReader(bytes, limit)
    if (!archive.has('xl/workbook.xml')) throw new Unreadable('format')
    const parts = new Map<string, string>()
    if (archive.has('xl/_rels/workbook.xml.rels'))
      for await (const { name, attributes } of openTags(archive.read('xl/_rels/workbook.xml.rels')))
        if (name === 'Relationship' && parts.size < maxParts)
          parts.set(attributeOf(attributes, 'Id') ?? '', attributeOf(attributes, 'Target') ?? '')
    const sheets: Sheet[] = []
    let beginsIn1904 = false
    for await (const { name, attributes } of openTags(archive.read('xl/workbook.xml'))) {
      if (name === 'workbookPr') beginsIn1904 = /^(1|true)$/.test(attributeOf(attributes, 'date1904') ?? '')
      const target = name === 'sheet' ? parts.get(attributeOf(attributes, 'id') ?? '') : undefined
      if (target && sheets.length < maxSheets)
        sheets.push({ name: (attributeOf(attributes, 'name') ?? '').slice(0, 100), part: partNamed(target) })
    }
    return new Workbook(archive, sheets, beginsIn1904)
  }

  /** The rows of a sheet, the first one unless named, blank ones as well where they are written. */
  async *rows(sheet?: string): AsyncGenerator<TableRow> {
    const { part } = this.sheets.find(({ name }) => name === sheet) ?? this.sheets[0] ?? {}
    if (!part || !this.archive.has(part)) throw new Unreadable('empty')
    const cells = new CellReader(await this.sharedStrings(), await this.dateStyles(), this.beginsIn1904)
    for await (const tokens of xmlTokens(this.archive.read(part)))
      for (const token of tokens) {
        const row = cells.read(token)
        if (row) yield row
      }
  }

  private async sharedStrings(): Promise<string[]> {
    const strings: string[] = []
    let characters = 0
    if (!this.archive.has('xl/sharedStrings.xml')) return strings
    let isText = false
    let isPhonetic = false
    for await (const tokens of xmlTokens(this.archive.read('xl/sharedStrings.xml')))
      for (const token of tokens) {
        if (token.type === 'text') {
          if (!isText || isPhonetic) continue
          const begun = strings.pop() ?? ''
          const grown = cut(begun + token.text)
          strings.push(grown)
          characters += grown.length - begun.length
          if (characters > largestShared.characters) throw new Unreadable('too-large')
          continue
        }
        const isOpen = token.type === 'open' && !token.isEmpty
        if (token.name === 'si' && token.type === 'open') strings.push('')
        if (strings.length > largestShared.strings) throw new Unreadable('too-large')
        if (token.name === 't') isText = isOpen
        if (token.name === 'rPh') isPhonetic = isOpen
      }
    return strings
  }

  /** Numbers of the styles that show a number as a day. */
  private async dateStyles(): Promise<Set<number>> {
    const dates = new Set<number>()
    if (!this.archive.has('xl/styles.xml')) return dates
    const formats = new Map<number, boolean>()
    let isIn = false
    let count = 0
    for await (const tokens of xmlTokens(this.archive.read('xl/styles.xml')))
      for (const token of tokens) {
        if (token.type === 'text') continue
        if (token.name === 'cellXfs') isIn = token.type === 'open'
        if (token.type !== 'open') continue
        const number = (name: string) => Number(attributeOf(token.attributes, name) ?? 0)
        if (token.name === 'numFmt')
          formats.set(number('numFmtId'), isDateCode(attributeOf(token.attributes, 'formatCode') ?? ''))
        if (token.name === 'xf' && isIn) {
          const format = number('numFmtId')
          if (formats.get(format) ?? builtInDates.has(format)) dates.add(count)
          count += 1
        }
        if (count > largestStyles.styles || formats.size > largestStyles.formats) throw new Unreadable('too-large')
      }
    return dates
  }
}

async function* openTags(pieces: AsyncIterable<Uint8Array>) {
  for await (const tokens of xmlTokens(pieces)) for (const token of tokens) if (token.type === 'open') yield token
}

const partNamed = (target: string) =>
  (target.startsWith('/') ? target.slice(1) : `xl/${target}`).replace(/^xl\/\.\//, 'xl/')

const cut = (text: string) => (text.length > longestCell ? text.slice(0, longestCell) : text)

/** `AB12` → 27; -1 where it is none. */
function columnOf(reference: string): number {
  const [letters = ''] = /^[A-Z]{1,3}/.exec(reference) ?? []
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

class CellReader {
  private row: TableRow = { number: 0, cells: [] }
  private column = 0
  private kind = ''
  private style = 0
  private text = ''
  private isValue = false
  private readonly strings: readonly string[]
  private readonly dates: ReadonlySet<number>
  private readonly beginsIn1904: boolean

  constructor(strings: readonly string[], dates: ReadonlySet<number>, beginsIn1904: boolean) {
    this.strings = strings
    this.dates = dates
    this.beginsIn1904 = beginsIn1904
  }

  /** The row that ends with this token. */
  read(token: XmlToken): TableRow | undefined {
    if (token.type === 'text') {
      if (this.isValue) this.text = cut(this.text + token.text)
      return undefined
    }
    if (token.type === 'open') this.open(token)
    if (token.name === 'v' || token.name === 't') this.isValue = token.type === 'open' && !token.isEmpty
    if (token.type === 'close' && token.name === 'c') this.endCell()
    return token.name === 'row' && (token.type === 'close' || token.isEmpty) ? this.row : undefined
  }

  private open({ name, attributes, isEmpty }: Extract<XmlToken, { type: 'open' }>): void {
    if (name === 'row') {
      this.row = { number: Number(attributeOf(attributes, 'r') ?? this.row.number + 1), cells: [] }
      this.column = -1
    } else if (name === 'c') {
      const column = columnOf(attributeOf(attributes, 'r') ?? '')
      this.column = column >= 0 ? column : this.column + 1
      this.kind = attributeOf(attributes, 't') ?? 'n'
      this.style = Number(attributeOf(attributes, 's') ?? 0)
      this.text = ''
      if (isEmpty) this.endCell()
    }
  }

  private endCell(): void {
    const value = this.value()
    if (value === '' || this.column >= maxCells) return
    while (this.row.cells.length < this.column) this.row.cells.push('')
    this.row.cells[this.column] = value
  }

  private value(): string {
    const { kind, text } = this
    if (kind === 's') return this.strings[Number(text)] ?? ''
    if (kind === 'b') return text === '1' ? 'true' : 'false'
    if (kind === 'e') return ''
    if (kind !== 'n' || text === '') return text
    return this.dates.has(this.style) ? spreadsheetDay(Number(text), this.beginsIn1904) : plainNumber(text)
  }
}
