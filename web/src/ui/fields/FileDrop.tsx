import { useState, type ReactNode } from 'react'
import { DropZone, isFileDropItem, type DropItem } from 'react-aria-components'
import { cx } from '../class-names.ts'

type Props = {
  label: string
  onDrop: (file: File) => void
  isDisabled?: boolean
  /** What it says, with the button for whoever does not drag. */
  children: ReactNode
}

/** A place that a file is dropped on. */
export function FileDrop({ label, onDrop, isDisabled, children }: Props) {
  const [isTaken, setTaken] = useState(false)
  const take = async (items: readonly DropItem[]) => {
    const item = items.find((each) => isFileDropItem(each))
    if (!item) return
    setTaken(true)
    try {
      onDrop(await item.getFile())
    } finally {
      setTaken(false)
    }
  }
  return (
    <DropZone
      aria-label={label}
      isDisabled={isDisabled || isTaken}
      onDrop={({ items }) => void take(items)}
      className={cx(
        'flex flex-col items-center gap-3 rounded-lg border border-dashed border-line-control bg-surface px-4 py-10 text-center',
        'data-drop-target:border-accent data-drop-target:bg-accent-soft',
      )}
    >
      {children}
    </DropZone>
  )
}
