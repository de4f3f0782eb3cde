import { useFormat } from '../../../kit/texts/format.ts'

export interface Count {
  id: string
  label: string
  count: number
  text?: string
  tone?: 'good' | 'warn' | 'bad'
}

const inks = { good: 'text-good-ink', warn: 'text-warn-ink', bad: 'text-bad-ink' }

/** A few numbers beside each other, each with its word. */
export function Counts({ items }: { items: readonly Count[] }) {
  const { number } = useFormat()
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      {items.map(({ id, label, count, text, tone }) => (
        <div key={id} className="flex flex-col-reverse justify-end rounded-lg border border-line bg-surface px-4 py-3">
          <dt className="text-13 text-muted">
            {label}
            {text && count > 0 && <span className="block">{text}</span>}
          </dt>
          <dd className={`text-20 font-semibold tabular-nums ${tone && count > 0 ? inks[tone] : ''}`}>
            {number(count)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
