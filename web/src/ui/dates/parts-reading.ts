/** What stands in the parts of a date or a time: `impossible` is a day that its month does not have. */
export type PartsReading = { kind: 'empty' | 'half' | 'impossible' | 'whole'; text: string }

export type Part = { type: string; text: string; value?: number | null; isEditable: boolean; isPlaceholder: boolean }

type Known = { day?: number; month?: number; year?: number }

const datePart = (type: string): type is keyof Known => type === 'day' || type === 'month' || type === 'year'

/** Reads what is drawn, beside the value that react-aria took from it: it tells nobody of a part that is missing. */
export function readingOf(parts: readonly Part[], value: Known | null): PartsReading {
  const editable = parts.filter(({ isEditable }) => isEditable)
  const text = parts.map((part) => part.text).join('')
  const empty = editable.filter(({ isPlaceholder }) => isPlaceholder).length
  if (empty > 0) return { kind: empty === editable.length ? 'empty' : 'half', text }
  const isTaken =
    value !== null &&
    editable.every((part) => !datePart(part.type) || (part.value ?? value[part.type]) === value[part.type])
  return { kind: isTaken ? 'whole' : 'impossible', text }
}
