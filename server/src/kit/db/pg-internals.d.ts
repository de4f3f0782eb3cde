declare module 'pg/lib/result.js' {
  export default class Result {
    constructor(rowMode: undefined, types: unknown)
    rows: Record<string, unknown>[]
    rowCount: number | null
    fields: { name: string; dataTypeID: number }[]
    addFields(fields: unknown[]): void
    parseRow(fields: unknown[]): Record<string, unknown>
    addRow(row: Record<string, unknown>): void
    addCommandComplete(message: unknown): void
  }
}

declare module 'pg/lib/utils.js' {
  const utils: { prepareValue(value: unknown): unknown }
  export default utils
}
