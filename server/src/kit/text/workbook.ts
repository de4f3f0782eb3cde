import { closed, emptyZip, grown, opened, zipEnd, zipped, type ZipState } from '../storage/zip.ts'

/** A cell: text stays text, whatever it begins with; a day is a day. */
export type Cell = string | { day: string }

/** Where a workbook goes on, as JSON: rows so far, and what came before. */
export interface WorkbookPlace {
  zip: ZipState
  rows: number
}

interface Grown {
  bytes: Buffer
  place: WorkbookPlace
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export const workbookType = `${types}.sheet`

const sheetPart = 'xl/worksheets/sheet1.xml'

/** What XML 1.0 has no place for. */
const unwritable = /[\p{Cc}\u{FFFE}\u{FFFF}]/gu

const escaped = (text: string) =>
  text
    .toWellFormed()
    .replaceAll(unwritable, (sign) => ('\t\n\r'.includes(sign) ? sign : ''))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')

/** Characters of a cell, as spreadsheets take them. */
const longestCell = 32_767

type Attributes = Readonly<Record<string, string | number>>

/** Mark-up whose attributes are ours or escaped, and whose content is mark-up. */
function element(name: string, attributes: Attributes = {}, ...content: string[]): string {
  const told = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`)
  const inside = content.join('')
  return inside === '' ? `<${name}${told.join('')}/>` : `<${name}${told.join('')}>${inside}</${name}>`
}

const relationsOf = (targets: readonly (readonly [type: string, target: string])[]) =>
  element(
    'Relationships',
    { xmlns: `${packages}/relationships` },
    ...targets.map(([type, Target], at) =>
      element('Relationship', { Id: `rId${at + 1}`, Type: `${relations}/${type}`, Target }),
    ),
  )

const contentTypes = () =>
  element(
    'Types',
    { xmlns: `${packages}/content-types` },
    element('Default', {
      Extension: 'rels',
      ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
    }),
    element('Default', { Extension: 'xml', ContentType: 'application/xml' }),
    ...[
      ['xl/workbook.xml', 'sheet.main'],
      [sheetPart, 'worksheet'],
      ['xl/styles.xml', 'styles'],
    ].map(([part, type]) => element('Override', { PartName: `/${part}`, ContentType: `${types}.${type}+xml` })),
  )

/** 0: text; 1: a day as the reader's own country writes it; 2: a head. */
const cellStyles = [
  { numFmtId: 49, fontId: 0 },
  { numFmtId: 14, fontId: 0 },
  { numFmtId: 49, fontId: 1 },
]

const [plain, bounds] = [
  { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0 },
  { fillId: 0, borderId: 0, xfId: 0 },
]

const styles = () =>
  element(
    'styleSheet',
    { xmlns: main },
    element('fonts', { count: 2 }, element('font'), element('font', {}, element('b'))),
    element(
      'fills',
      { count: 2 },
      ...['none', 'gray125'].map((patternType) => element('fill', {}, element('patternFill', { patternType }))),
    ),
    element('borders', { count: 1 }, element('border')),
    element('cellStyleXfs', { count: 1 }, element('xf', plain)),
    element(
      'cellXfs',
      { count: cellStyles.length },
      ...cellStyles.map((style) => element('xf', { ...style, ...bounds, applyNumberFormat: 1, applyFont: 1 })),
    ),
  )

const sheetsOf = (name: string) =>
  element(
    'workbook',
    { xmlns: main, 'xmlns:r': relations },
    element('sheets', {}, element('sheet', { name: escaped(sheetName(name)), sheetId: 1, 'r:id': 'rId1' })),
  )

/** The parts of a workbook of one sheet (ECMA-376), but the sheet. */
const partsOf = (name: string): Record<string, string> => ({
  '[Content_Types].xml': contentTypes(),
  '_rels/.rels': relationsOf([['officeDocument', 'xl/workbook.xml']]),
  'xl/workbook.xml': sheetsOf(name),
  'xl/_rels/workbook.xml.rels': relationsOf([
    ['worksheet', 'worksheets/sheet1.xml'],
    ['styles', 'styles.xml'],
  ]),
  'xl/styles.xml': styles(),
})

const sheetName = (name: string) => name.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31)

/** The head stays in sight. */
const pane = element('pane', { ySplit: 1, topLeftCell: 'A2', activePane: 'bottomLeft', state: 'frozen' })
const view = element('sheetViews', {}, element('sheetView', { workbookViewId: 0 }, pane))
const sheetHead = `${declaration}<worksheet xmlns="${main}">${view}<sheetData>`
const sheetEnd = '</sheetData></worksheet>'

/** `27` → `AB`, from 0. */
const columnName = (at: number): string =>
  (at >= 26 ? columnName(Math.floor(at / 26) - 1) : '') + String.fromCodePoint(65 + (at % 26))

/** The number of a day in a spreadsheet; none before March 1900, where spreadsheets count a day that never was. */
function serialOf(day: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined
  const serial = (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000
  return serial >= 61 ? serial : undefined
}

function cellOf(value: Cell, at: string, style: number): string {
  const serial = typeof value === 'string' ? undefined : serialOf(value.day)
  if (serial !== undefined) return `<c r="${at}" s="1"><v>${serial}</v></c>`
  const text = typeof value === 'string' ? value : value.day
  if (text === '') return ''
  const written = element('t', { 'xml:space': 'preserve' }, escaped(text.slice(0, longestCell)))
  return element('c', { r: at, s: style, t: 'inlineStr' }, element('is', {}, written))
}

const rowOf = (cells: readonly Cell[], number: number) =>
  element('row', { r: number }, ...cells.map((cell, at) => cellOf(cell, columnName(at) + number, number === 1 ? 2 : 0)))

async function withRows(place: WorkbookPlace, rows: readonly (readonly Cell[])[], before = ''): Promise<Grown> {
  const text = before + rows.map((row, nth) => rowOf(row, place.rows + nth + 1)).join('')
  const { bytes, state } = await grown(place.zip, Buffer.from(text))
  return { bytes, place: { zip: state, rows: place.rows + rows.length } }
}

/** A workbook of one sheet with its head; rows are added some hundred at a time, and none of them is held. */
export async function beginWorkbook(name: string, head: readonly string[]): Promise<Grown> {
  let zip = emptyZip()
  const written: Buffer[] = []
  for (const [part, text] of Object.entries(partsOf(name))) {
    const { bytes, state } = await zipped(zip, part, Buffer.from(declaration + text))
    written.push(bytes)
    zip = state
  }
  const sheet = opened(zip, sheetPart)
  const first = await withRows({ zip: sheet.state, rows: 0 }, [head], sheetHead)
  return { bytes: Buffer.concat([...written, sheet.bytes, first.bytes]), place: first.place }
}

export const addToWorkbook = (place: WorkbookPlace, rows: readonly (readonly Cell[])[]): Promise<Grown> =>
  withRows(place, rows)

export async function endWorkbook({ zip }: WorkbookPlace): Promise<Buffer> {
  const last = await grown(zip, Buffer.from(sheetEnd))
  const { bytes, state } = closed(last.state)
  return Buffer.concat([last.bytes, bytes, zipEnd(state)])
}
