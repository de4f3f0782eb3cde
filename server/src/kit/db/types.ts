import pg from 'pg'

const oid = { int8: 20, date: 1082, timestamp: 1114, timestamptz: 1184 } as const

/** Better Auth counts with dates: its pool reads instants as such. */
export const typesWithDates: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') =>
    id === oid.timestamptz && format !== 'binary'
      ? (value: string) => new Date(value)
      : pg.types.getTypeParser(id, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

/** How values come out of the database: instants as RFC 3339 in UTC, dates as `YYYY-MM-DD`, bigints as safe numbers. */
export function setTypeParsers(): void {
  pg.types.setTypeParser(oid.timestamptz, (value: string) =>
    new Date(value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString(),
  )
  pg.types.setTypeParser(oid.date, (value: string) => value)
  pg.types.setTypeParser(oid.int8, (value: string) => {
    const number = Number(value)
    if (!Number.isSafeInteger(number)) throw new RangeError(`bigint ${value} is beyond 2^53`)
    return number
  })
}
