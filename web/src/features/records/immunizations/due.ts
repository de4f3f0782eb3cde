import type { Immunization } from '@polyclinic/contract/records/immunizations.ts'

export type Due = { immunization: Immunization; dueOn: string; state: 'overdue' | 'soon' | 'later' }

const vaccineOf = ({ code, text }: Immunization) => (code ? `${code.system} ${code.code}` : text.toLowerCase())

/** What is to be given again, the first to come first: of each vaccine only what the last time of it says. */
export function dueOf(items: readonly Immunization[], today: string): Due[] {
  const counted = items.filter(({ status }) => status === 'completed')
  const last = new Map<string, Immunization>()
  for (const one of counted) {
    const before = last.get(vaccineOf(one))
    if (!before || before.givenOn < one.givenOn) last.set(vaccineOf(one), one)
  }
  const soon = Temporal.PlainDate.from(today).add({ weeks: 6 }).toString()
  return [...last.values()]
    .flatMap((immunization) => (immunization.dueOn ? [{ immunization, dueOn: immunization.dueOn }] : []))
    .map((due) => ({ ...due, state: stateOf(due.dueOn, today, soon) }))
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
}

const stateOf = (dueOn: string, today: string, soon: string): Due['state'] =>
  dueOn < today ? 'overdue' : dueOn <= soon ? 'soon' : 'later'

/** A day some months after another that is known as a day; of a month or a year nothing is counted. */
export const monthsAfter = (date: string | null, months: number): string | null =>
  date && /^\d{4}-\d{2}-\d{2}$/.test(date) ? Temporal.PlainDate.from(date).add({ months }).toString() : null
