import { emptyZip, zipEnd, zipped } from '../../../kit/storage/zip.ts'

/** An archive of these files. */
export async function archiveOf(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  let state = emptyZip()
  const pieces: Buffer[] = []
  for (const [name, content] of Object.entries(files)) {
    const added = await zipped(state, name, Buffer.from(content))
    pieces.push(added.bytes)
    state = added.state
  }
  return Buffer.concat([...pieces, zipEnd(state)])
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const cell = (value: string | number, at: string) =>
  typeof value === 'number'
    ? `<c r="${at}" s="1"><v>${value}</v></c>`
    : value.startsWith('=')
      ? `<c r="${at}" t="str"><f>${escaped(value.slice(1))}</f><v>${escaped(value)}</v></c>`
      : `<c r="${at}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`

export const sheetOf = (rows: readonly (readonly (string | number)[])[]) =>
  `<?xml version="1.0"?><worksheet><sheetData>${rows
    .map(
      (row, at) =>
        `<row r="${at + 1}">${row.map((value, column) => cell(value, `${String.fromCodePoint(65 + column)}${at + 1}`)).join('')}</row>`,
    )
    .join('')}</sheetData></worksheet>`

/** A workbook as spreadsheets write one, whose numbers are shown as days. */
export const workbookOf = (sheets: Readonly<Record<string, string>>, others: Readonly<Record<string, string>> = {}) => {
  const names = Object.keys(sheets)
  return archiveOf({
    'xl/workbook.xml': `<workbook><sheets>${names.map((name, at) => `<sheet name="${name}" r:id="r${at}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names
      .map((_, at) => `<Relationship Id="r${at}" Target="worksheets/sheet${at}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    ...Object.fromEntries(names.map((name, at) => [`xl/worksheets/sheet${at}.xml`, sheets[name] ?? ''])),
    ...others,
  })
}
