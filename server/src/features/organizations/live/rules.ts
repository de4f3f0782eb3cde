import type { Change } from '@polyclinic/contract/organizations/live.ts'
import { extensionPoint } from '../../../kit/extension.ts'
import type { NewsRow } from './queries.ts'

export type Subjects = Readonly<Record<string, Change['subject']>>

export const liveSubjects = extensionPoint<Subjects>('organizations.live-subjects')

/** Groups events by what a screen would fetch again: one change per subject, each id once. */
export function changesIn(events: NewsRow['events'], subjects: Subjects): Change[] {
  const idsBySubject = new Map<Change['subject'], Set<string>>()
  for (const { name, payload } of events ?? []) {
    const subject = subjects[name.split('.')[0] ?? '']
    if (!subject) continue
    const ids = idsBySubject.get(subject) ?? new Set()
    for (const [key, value] of Object.entries(payload))
      if (key.endsWith('Id') || key.endsWith('Ids')) for (const id of [value].flat()) ids.add(id)
    idsBySubject.set(subject, ids)
  }
  return [...idsBySubject].map(([subject, ids]) => ({ subject, ids: [...ids] }))
}

/** For whoever comes back after longer than events are kept: all is to be read again, so no ids are named. */
export const everythingChanged = (subjects: Subjects): Change[] =>
  [...new Set(Object.values(subjects))].map((subject) => ({ subject, ids: [] }))
