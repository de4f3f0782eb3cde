export interface Line {
  what: string
  figures: string
  ratio?: number
  goal?: string
  /** Absent where there is no goal, or where it could not be measured. */
  isMet?: boolean
  /** Seconds by the clock, which a busy machine stretches. */
  isTimed?: boolean
}

export interface Settings {
  /** Smaller data and fewer rounds. */
  isQuick: boolean
  /** The superuser's address of a cluster with migrated templates; started when the first benchmark asks. */
  cluster(): Promise<string>
  say(sentence: string): void
}

export interface Benchmark {
  name: string
  run(settings: Settings): Promise<Line[]>
}

function verdict({ isMet, goal, isTimed }: Line, isBusy: boolean): string {
  if (isMet === undefined) return goal ? 'not measured' : ''
  if (isMet) return 'met'
  return isTimed && isBusy ? 'short, on a busy machine' : 'short'
}

export function tableOf(lines: readonly (Line & { name: string })[], isBusy: boolean): string {
  const header = ['benchmark', 'what', 'figures', 'ratio', 'goal', '']
  const cells = lines.map((line) => [
    line.name,
    line.what,
    line.figures,
    line.ratio?.toFixed(2) ?? '',
    line.goal ?? '',
    verdict(line, isBusy),
  ])
  const widths = header.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)))
  const drawn = (row: string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [drawn(header), drawn(widths.map((width) => '─'.repeat(width))), ...cells.map(drawn)].join('\n')
}

/** Three significant digits at most, so that no figure pretends. */
export function short(value: number): string {
  if (value >= 1000) return `${Math.round(value / 10) * 10}`
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

export const perSecond = (rate: number) => `${short(rate)}/s`
export const milliseconds = (time: number) => `${short(time)} ms`
