import { useState, type ReactNode } from 'react'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { Button } from '../../../ui/buttons/Button.tsx'

type Props = {
  title: string
  /** What is filled in is seen at once; the rest is one press away. */
  isFilled: boolean
  children: ReactNode
}

/** A part of a long form that opens by its title. */
export function FormSection({ title, isFilled, children }: Props) {
  const [isOpen, setOpen] = useState(isFilled)
  const Sign = isOpen ? ChevronDown : ChevronRight
  return (
    <div role="group" aria-label={title} className="flex min-w-0 flex-col gap-4 border-t border-line pt-2">
      <Button
        variant="quiet"
        className="-ms-4 self-start font-semibold"
        icon={<Sign aria-hidden="true" className="size-4 rtl:[&.lucide-chevron-right]:-scale-x-100" />}
        aria-expanded={isOpen}
        onPress={() => setOpen(!isOpen)}
      >
        {title}
      </Button>
      {isOpen && children}
    </div>
  )
}
