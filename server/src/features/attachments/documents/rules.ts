/** What a browser plays itself, and can do nothing else with, served as what it is and in a box that runs nothing. */
export const isPlayed = (type: string): boolean => /^video\/(mp4|webm|quicktime)$/.test(type)

/** The calendar day of those who are furthest ahead, UTC+14. */
export const latestDayAt = (now: number): string => new Date(now + 14 * 3_600_000).toISOString().slice(0, 10)

/** What once lay in a chart is kept like one; of what came before that was noted only the untouched surely never did. */
export const mayHaveLainInChart = (row: { lay_in_chart: boolean; version: number }): boolean =>
  row.lay_in_chart && row.version > 1
