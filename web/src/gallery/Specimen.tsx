import type { ReactNode } from 'react'
import { cx } from '../ui/class-names.ts'

export function Specimens({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-20 border-t border-line py-10">
      <h2 id={`${id}-title`} className="mb-6 text-20 font-semibold ltr:tracking-tight">
        {title}
      </h2>
      <div className="flex flex-col gap-8">{children}</div>
    </section>
  )
}

type Props = { name: string; isGrid?: boolean; isStacked?: boolean; className?: string; children: ReactNode }

export function Specimen({ name, isGrid, isStacked, className, children }: Props) {
  const grid = 'grid grid-cols-[repeat(auto-fill,minmax(min(17rem,100%),1fr))] items-start gap-6'
  const look = isGrid ? grid : isStacked ? 'flex flex-col gap-3' : 'flex flex-wrap items-center gap-3'
  return (
    <div className="min-w-0">
      <p className="mb-3 text-13 text-muted" dir="ltr">
        {name}
      </p>
      <div className={cx(look, className)}>{children}</div>
    </div>
  )
}
