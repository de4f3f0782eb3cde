/** A stretch of time: epoch milliseconds, the end not included. */
export interface Span {
  start: number
  end: number
}

export const outsideReasons = ['closed', 'off'] as const

export type OutsideReason = (typeof outsideReasons)[number]

export interface Hours {
  open: readonly Span[] | undefined
  working: readonly Span[]
}

/** In order and joined where they touch or overlap; what the clock skipped is dropped. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const span of spans.filter(({ start, end }) => start < end).toSorted((a, b) => a.start - b.start)) {
    const before = result.at(-1)
    if (before && span.start <= before.end) before.end = Math.max(before.end, span.end)
    else result.push({ ...span })
  }
  return result
}

export const holds = (spans: readonly Span[], start: number, end: number) =>
  joined(spans).some((span) => span.start <= start && end <= span.end)

/** When appointments can be without anybody saying so: the practitioner works and the clinic is open. */
export function appointmentHours({ open, working }: Hours): Span[] {
  if (!open) return joined(working)
  const opens = joined(open)
  return joined(
    joined(working).flatMap((shift) =>
      opens.map(({ start, end }) => ({ start: Math.max(start, shift.start), end: Math.min(end, shift.end) })),
    ),
  )
}

/** Why an appointment from `start` to `end` lies outside {@link appointmentHours}; undefined where it lies within. */
export function whyOutside({ open, working }: Hours, start: number, end: number): OutsideReason | undefined {
  if (open && !holds(open, start, end)) return 'closed'
  return holds(working, start, end) ? undefined : 'off'
}
