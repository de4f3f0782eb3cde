import { CircleCheck, Info, OctagonAlert, TriangleAlert, type LucideIcon } from 'lucide-react'

export type Tone = 'good' | 'warn' | 'bad' | 'info'

/** Each meaning has its own sign, so that colour never says it alone. */
export const toneIcons: Record<Tone, LucideIcon> = {
  good: CircleCheck,
  warn: TriangleAlert,
  bad: OctagonAlert,
  info: Info,
}

export const toneSoft: Record<Tone, string> = {
  good: 'bg-good-soft text-good-ink',
  warn: 'bg-warn-soft text-warn-ink',
  bad: 'bg-bad-soft text-bad-ink',
  info: 'bg-info-soft text-info-ink',
}

export const toneText: Record<Tone, string> = {
  good: 'text-good-ink',
  warn: 'text-warn-ink',
  bad: 'text-bad-ink',
  info: 'text-info-ink',
}
