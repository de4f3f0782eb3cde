import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

/** A reader by RFC 4180, written anew. */
function read(csv: string): string[][] {
  const rows: string[][] = [[]]
  let rest = csv.slice(1)
  while (rest.length > 0) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest)
    const plain = quoted ? undefined : /^[^",\r\n]*/.exec(rest)
    rows.at(-1)?.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : (plain?.[0] ?? ''))
    rest = rest.slice((quoted ?? plain)?.[0].length ?? 0)
    if (rest.startsWith('\r\n')) rows.push([])
    rest = rest.slice(rest.startsWith('\r\n') ? 2 : 1)
  }
  return rows.slice(0, -1)
}

test('whatever stands in a cell is read back, and no cell is a formula', () => {
  const value = fc.oneof(fc.string(), fc.constantFrom('=1+1', '+1', '-1', '@x', '\t=1', '\r=1', 'a"b', 'a,b', 'a\r\nb'))
  fc.assert(
    fc.property(fc.array(fc.array(value, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
      const found = read(csvOf(rows))
      expect(found.length).toBe(rows.length)
      for (const [y, row] of rows.entries())
        for (const [x, cell] of row.entries()) {
          expect(found[y]?.[x]).toBe(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)
          expect(found[y]?.[x]).not.toMatch(/^[=+\-@\t\r]/)
        }
    }),
  )
})
