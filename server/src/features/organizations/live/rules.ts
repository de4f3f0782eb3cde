import type { Change } from '@polyclinic/contract/organizations/live.ts'
import type { NewsRow } from './queries.ts'

const subjects: Record<string, Change['subject']> = {
  patient: 'patient',
  guardian: 'patient',
  appointment: 'appointment',
  practitioner: 'schedule',
  service: 'schedule',
  room: 'schedule',
  clinic: 'organization',
  message: 'message',
}

/** Groups events by what a screen would fetch again: one change per subject, each id once. */
export function changesIn(events: NewsRow['events']): Change[] {
  const found = new Map<Change['subject'], Set<string>>()
  for (const { name, payload } of events ?? []) {
    const subject = subjects[name.split('.')[0] ?? '']
    if (!subject) continue
    const ids = found.get(subject) ?? new Set()
    for (const [key, value] of Object.entries(payload))
      if (key.endsWith('Id') || key.endsWith('Ids')) for (const id of [value].flat()) ids.add(id)
    found.set(subject, ids)
  }
  return [...found].map(([subject, ids]) => ({ subject, ids: [...ids] }))
}
