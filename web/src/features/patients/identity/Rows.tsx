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
  draw: (row: Row, change: (next: Partial<Row>) => void, at: number) => ReactNode
  /** Beside the button that adds. */
  also?: ReactNode
}

/** Several of one thing, each in a frame of its own with a way to take it out. */
export function Rows<Row>({ rows, onChange, empty, addLabel, removeLabel, draw, also }: Props<Row>) {
  const change = (at: number) => (next: Partial<Row>) =>
    onChange(rows.map((row, place) => (place === at ? { ...row, ...next } : row)))
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {rows.map((row, at) => (
        // the place in the list is the identity: an entry has no other
        <div key={at} className="flex min-w-0 items-start gap-2 rounded-lg border border-line p-3">
          <div className="flex min-w-0 flex-1 flex-col gap-3">{draw(row, change(at), at)}</div>
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
