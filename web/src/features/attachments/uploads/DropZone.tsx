import { useEffect, useState, type DragEvent, type ReactNode } from 'react'
import { Upload } from 'lucide-react'
import { cx } from '../../../ui/class-names.ts'

type Props = {
  /** Said while something is held over it. */
  text: string
  isDisabled?: boolean
  onFiles: (files: readonly File[]) => void
  children: ReactNode
}

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')

/** Takes what is dropped anywhere on its content, and what is pasted anywhere on the page but into a field. */
export function DropZone({ text, isDisabled, onFiles, children }: Props) {
  const [isOver, setOver] = useState(false)
  usePasted(onFiles, isDisabled)
  if (isDisabled) return <>{children}</>
  return (
    <div
      className="relative w-full min-w-0"
      onDragOver={(event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (event.dataTransfer.files.length > 0) onFiles([...event.dataTransfer.files])
      }}
    >
      {children}
      <div
        aria-hidden="true"
        className={cx(
          'pointer-events-none absolute inset-0 z-10 flex items-center justify-center gap-2 rounded-lg border-2 border-dashed border-accent bg-surface/90 text-16 font-semibold',
          !isOver && 'hidden',
        )}
      >
        <Upload className="size-5" />
        {text}
      </div>
    </div>
  )
}

function usePasted(onFiles: Props['onFiles'], isDisabled: boolean | undefined): void {
  useEffect(() => {
    if (isDisabled) return
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0 || (event.target as Element | null)?.closest('input, textarea, [contenteditable]')) return
      event.preventDefault()
      onFiles(files)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  })
}
