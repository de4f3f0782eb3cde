/** What a spreadsheet would take for a formula is text: it begins with an apostrophe. */
const harmless = (value: string) => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value)

const cell = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

/** Before the first row, so that spreadsheets read it as UTF-8. */
export const byteOrderMark = '\uFEFF'

/** RFC 4180. */
export const csvRows = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map((value) => cell(harmless(value))).join(',')}\r\n`).join('')

export const csvOf = (rows: readonly (readonly string[])[]): string => `${byteOrderMark}${csvRows(rows)}`
