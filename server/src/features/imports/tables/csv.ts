/** A longer cell is cut: it is too long for every field, and says so. */
export const longestCell = 40_000

/** What stands further to the right is beyond every table that is taken. */
export const maxCells = 1_001

/** The rows of a table of text: RFC 4180, with any of the separators, and with quotes as people leave them. */
export function* csvRows(pieces: Iterable<string>, separator: string): Generator<string[]> {
  const reader = new RowReader(separator)
  for (const piece of pieces) yield* reader.read(piece)
  yield* reader.end()
}

class RowReader {
  private row: string[] = []
  private cell = ''
  private state: 'start' | 'plain' | 'quoted' | 'closed' = 'start'
  private isAfterReturn = false
  private readonly separator: string
  private readonly ends: RegExp

  constructor(separator: string) {
    this.separator = separator
    this.ends = new RegExp(`[\\r\\n${separator === '\t' ? '\\t' : separator}]`, 'g')
  }

  *read(piece: string): Generator<string[]> {
    for (let at = 0; at < piece.length;) {
      const sign = piece[at] as string
      const wasReturn = this.isAfterReturn
      this.isAfterReturn = false
      if (this.state === 'quoted') {
        const quote = piece.indexOf('"', at)
        this.add(piece.slice(at, quote === -1 ? piece.length : quote))
        if (quote !== -1) this.state = 'closed'
        at = quote === -1 ? piece.length : quote + 1
      } else if (sign === '\n' && wasReturn) at += 1
      else if (sign === this.separator) {
        this.endCell()
        at += 1
      } else if (sign === '\n' || sign === '\r') {
        this.isAfterReturn = sign === '\r'
        yield this.endRow()
        at += 1
      } else if (sign === '"' && this.state !== 'plain') {
        // two in a row are one; the first of a cell opens it
        if (this.state === 'closed') this.add('"')
        this.state = 'quoted'
        at += 1
      } else at = this.plain(piece, at)
    }
  }

  *end(): Generator<string[]> {
    if (this.row.length > 0 || this.state !== 'start') yield this.endRow()
  }

  private plain(piece: string, at: number): number {
    this.state = 'plain'
    this.ends.lastIndex = at
    const end = this.ends.exec(piece)?.index ?? piece.length
    this.add(piece.slice(at, end))
    return end
  }

  private add(text: string): void {
    if (this.cell.length < longestCell) this.cell += text.slice(0, longestCell - this.cell.length)
  }

  private endCell(): void {
    if (this.row.length < maxCells) this.row.push(this.cell)
    this.cell = ''
    this.state = 'start'
  }

  private endRow(): string[] {
    this.endCell()
    const { row } = this
    this.row = []
    return row
  }
}

const separators = [',', ';', '\t', '|']

/** The one that parts most of the first lines into the same number of cells, more than one. */
export function separatorOf(head: string): string {
  const scored = separators.map((separator) => {
    const widths = [...csvRows([head], separator)].slice(0, 10).map((row) => row.length)
    const [first = 1] = widths
    return { separator, score: first > 1 ? widths.filter((width) => width === first).length * 1_000 + first : 0 }
  })
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).separator
}
