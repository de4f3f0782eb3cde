/** The moment of a day that somebody names: noon there, which is that day everywhere near. */
export const noonOf = (day: string, timeZone: string): string =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: '12:00' }).toInstant().toString()

/** When it was, where it was not today. */
export const momentOf = (day: string | null, today: string, timeZone: string): string | undefined =>
  day && day !== today ? noonOf(day, timeZone) : undefined
