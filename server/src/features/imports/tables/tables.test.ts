import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvRows, separatorOf } from './csv.ts'
import { inspectTable, rowsOf } from './table.ts'
import { archiveOf, sheetOf, workbookOf } from './workbook-fixture.ts'
import { Workbook } from './xlsx.ts'

async function read(bytes: Buffer, sheet?: string): Promise<string[][]> {
  const { reading, heads } = await inspectTable(bytes, sheet)
  const rows = [heads]
  for await (const { cells } of rowsOf(bytes, reading)) rows.push(cells)
  return rows
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

test('a table of any cells is read as it was written, however it is cut into pieces', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ü', '"', ',', ';', '\t', '\r', '\n', ' ', '=') })
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(table, fc.constantFrom(',', ';', '\t'), fc.integer({ min: 1, max: 7 }), (rows, separator, size) => {
      const text = rows.map((row) => `${row.map(quoted).join(separator)}\r\n`).join('')
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, nth) =>
        text.slice(nth * size, (nth + 1) * size),
      )
      expect([...csvRows(pieces, separator)]).toEqual(rows)
    }),
  )
})

test('quotes as people leave them lose no row', () => {
  expect([...csvRows(['a,5" tall,c\nd,"e" f,"open\n'], ',')]).toEqual([
    ['a', '5" tall', 'c'],
    ['d', 'e f', 'open\n'],
  ])
  expect(separatorOf('Name;Ort, Land;Tel\nA;B;C')).toBe(';')
})

test('text is read as it is written: byte order marks, UTF-8, UTF-16 both ways, Windows-1252', async () => {
  const text = 'Vorname;Ort\r\nJürgen;Köln\r\n'
  const rows = [
    ['Vorname', 'Ort'],
    ['Jürgen', 'Köln'],
  ]
  const little = Buffer.from(text, 'utf16le')
  const forms = [
    Buffer.from(text),
    Buffer.from(`\uFEFF${text}`),
    Buffer.concat([Buffer.from([0xff, 0xfe]), little]),
    little,
    Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(little).swap16()]),
    Buffer.from(text, 'latin1'),
  ]
  for (const bytes of forms) expect(await read(bytes)).toEqual(rows)
  expect(await read(Buffer.from('Name,Wert\n\u20ac,x').fill(0x80, 10, 13))).toEqual([
    ['Name', 'Wert'],
    ['€€€', 'x'],
  ])
})

test('a workbook: sheets by name, days, shared and rich text, entities, and formulas as what they showed', async () => {
  const bytes = await workbookOf(
    {
      People: sheetOf([
        ['First name', 'Born', 'Memo'],
        ['Zoë & Co <x>', 32_244, '=1+1'],
      ]),
      Other:
        '<worksheet><sheetData><row r="4"><c r="B4" t="s"><v>0</v></c></row><row r="6"><c r="A6"><v>4.915112345E11</v></c><c r="B6" t="s"><v>1</v></c></row></sheetData></worksheet>',
    },
    {
      'xl/sharedStrings.xml':
        '<sst><si><t>Phone</t></si><si><r><t>one</t></r><r><t xml:space="preserve"> two&#x21;</t></r><rPh><t>no</t></rPh></si></sst>',
    },
  )
  expect((await inspectTable(bytes)).reading).toEqual({ format: 'xlsx', sheets: ['People', 'Other'], sheet: 'People' })
  expect(await read(bytes)).toEqual([
    ['First name', 'Born', 'Memo'],
    ['Zoë & Co <x>', '1988-04-11', '=1+1'],
  ])
  expect(await read(bytes, 'Other')).toEqual([
    ['', 'Phone'],
    ['491511234500', 'one two!'],
  ])
})

test('what unpacks to more than is taken is refused while it unpacks, whatever it says of itself', async () => {
  const bytes = await workbookOf({ A: `<worksheet>${' '.repeat(3_000_000)}</worksheet>` })
  // its directory says that there are a hundred bytes
  const lying = Buffer.from(bytes)
  for (let at = lying.indexOf('504b0102', 0, 'hex'); at !== -1; at = lying.indexOf('504b0102', at + 4, 'hex'))
    lying.writeUInt32LE(100, at + 24)
  for (const bomb of [bytes, lying]) {
    const rows = (await Workbook.open(bomb, 1_000_000)).rows('A')
    await expect(rows.next()).rejects.toMatchObject({ reason: 'too-large' })
  }
})

test('what is no table is refused by a reason', async () => {
  const deep = `<!DOCTYPE x [<!ENTITY a "lol">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>`
  const refused: [Buffer, string][] = [
    [Buffer.from('%PDF-1.7 …'), 'format'],
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'format'],
    [await archiveOf({ 'word/document.xml': '<w/>' }), 'format'],
    [(await workbookOf({ A: sheetOf([['x']]) })).subarray(0, 200), 'broken'],
    [await workbookOf({ A: deep }), 'broken'],
    [await workbookOf({ A: sheetOf([]) }), 'empty'],
    [Buffer.from('\n\n ,,\n'), 'empty'],
    [Buffer.from(Array.from({ length: 101 }, (_, nth) => `c${nth}`).join(',')), 'too-many-columns'],
    [Buffer.alloc(50_000_001, 'a,'), 'too-large'],
  ]
  for (const [bytes, reason] of refused) await expect(inspectTable(bytes)).rejects.toMatchObject({ reason })
})

test('cells of a megabyte, zeros and half characters are cells', async () => {
  const [, row] = await read(Buffer.from(`Name,Memo,More\n${'x'.repeat(1_000_000)},a\0b,\ud800`))
  expect(row?.[0]?.length).toBeLessThan(50_000)
  expect(row?.slice(1)).toEqual(['a\0b', '\ufffd'])
})

test('what is small as a file and large in memory is cut or refused: cells of a row, sheets, shared texts', async () => {
  const [row] = csvRows(['x' + ','.repeat(1_000_000)], ',')
  expect(row?.length).toBeLessThan(1_100)
  const wide = await inspectTable(Buffer.from(`Name,Memo\na,b${',c'.repeat(900)}`))
  expect(wide.preview).toEqual([['a', 'b']])
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, nth) => [`${nth}`.repeat(200), sheetOf([['x']])]))
  const { sheets } = await Workbook.open(await workbookOf(many))
  expect(sheets).toHaveLength(50)
  expect(sheets.at(-1)?.name).toHaveLength(100)
  const shared = await workbookOf(
    { A: sheetOf([['x']]) },
    { 'xl/sharedStrings.xml': `<sst>${'<si/>'.repeat(2_000_001)}</sst>` },
  )
  await expect(inspectTable(shared)).rejects.toMatchObject({ reason: 'too-large' })
  for (const styles of [
    `<cellXfs>${'<xf numFmtId="14"/>'.repeat(100_001)}</cellXfs>`,
    Array.from({ length: 10_001 }, (_, nth) => `<numFmt numFmtId="${nth + 200}" formatCode="0"/>`).join(''),
  ]) {
    const styled = await workbookOf({ A: sheetOf([['x']]) }, { 'xl/styles.xml': `<styleSheet>${styles}</styleSheet>` })
    await expect(inspectTable(styled)).rejects.toMatchObject({ reason: 'too-large' })
  }
})
