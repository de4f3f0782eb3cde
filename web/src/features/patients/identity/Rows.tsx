import type { ReactNode } from 'react'
import { Plus, X } from 'lucide-react'
import { Button } from '../../../ui/buttons/Button.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'

type Props<Row> = {
  rows: readonly Row[]
  onChange: (rows: Row[]) => void
  empty: Row
  addLabel: string
  removeLabel: (at: number) => string
  /** A row that is not sent: those behind it stand one place further up in the request. */
  isLeftEmpty: (row: Row) => boolean
  /** `sentAt`: where the row stands in the request, and in its refusal. */
  draw: (row: Row, change: (next: Partial<Row>) => void, at: number, sentAt: number) => ReactNode
  /** Beside the button that adds. */
  also?: ReactNode
}

/** Several of one thing, each in a frame of its own with a way to take it out. */
export function Rows<Row>({ rows, onChange, empty, addLabel, removeLabel, isLeftEmpty, draw, also }: Props<Row>) {
  const change = (at: number) => (next: Partial<Row>) =>
    onChange(rows.map((row, place) => (place === at ? { ...row, ...next } : row)))
  const sentAt = (at: number) => rows.slice(0, at).filter((row) => !isLeftEmpty(row)).length
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {rows.map((row, at) => (
        // the place in the list is the identity: an entry has no other
        <div key={at} className="flex min-w-0 items-start gap-2 rounded-lg border border-line p-3">
          <div className="flex min-w-0 flex-1 flex-col gap-3">{draw(row, change(at), at, sentAt(at))}</div>
          <IconButton
            size="small"
            label={removeLabel(at)}
            icon={<X aria-hidden="true" className="size-4" />}
            onPress={() => onChange(rows.filter((_, place) => place !== at))}
          />
        </div>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          icon={<Plus aria-hidden="true" className="size-4" />}
          onPress={() => onChange([...rows, empty])}
        >
          {addLabel}
        </Button>
        {also}
      </div>
    </div>
  )
}
