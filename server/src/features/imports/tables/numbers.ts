/** Formats of days that every spreadsheet knows by number (ECMA-376 18.8.30), those of East Asia among them. */
export const builtInDates = new Set([
  14,
  15,
  16,
  17,
  22,
  ...Array.from({ length: 10 }, (_, nth) => 27 + nth),
  50,
  54,
  57,
  58,
])

/** Whether a number in this format is shown as a day: it has a year or a day, outside of quotes and brackets. */
export function isDateCode(code: string): boolean {
  const plain = code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '')
  return /[yd]/i.test(plain) && !/[#?]/.test(plain)
}

const day = 86_400_000

/** The calendar day of a spreadsheet's number, `YYYY-MM-DD`; its 29 February 1900, which never was, is nobody's. */
export function spreadsheetDay(serial: number, beginsIn1904: boolean): string {
  const days = Math.floor(serial)
  const first = beginsIn1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)
  const read = new Date(first + days * day)
  return Number.isNaN(read.getTime()) || days < 0 ? String(serial) : read.toISOString().slice(0, 10)
}

/** A number as people write it: a phone that was taken for one is not `4.9E+11`. */
export function plainNumber(text: string): string {
  const value = Number(text)
  if (!/e/i.test(text) || !Number.isFinite(value)) return text
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? value.toFixed(0) : String(value)
}
