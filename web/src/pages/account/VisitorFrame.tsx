import type { ReactNode } from 'react'
import { LanguageSwitch } from '../../features/identity/public.ts'

type Props = {
  title: string
  text?: ReactNode
  /** Under the box: the other way. */ footer?: ReactNode
  children: ReactNode
}

export function VisitorFrame({ title, text, footer, children }: Props) {
  return (
    <div className="flex min-h-dvh flex-col bg-canvas">
      <title>{`${title} · Polyclinic`}</title>
      <header className="flex h-16 items-center justify-between px-6 max-sm:px-4">
        <span className="flex items-center gap-2.5 text-16 font-semibold ltr:tracking-tight">
          <span
            aria-hidden="true"
            className="flex size-7 items-center justify-center rounded-lg bg-accent text-on-accent"
          >
            P
          </span>
          Polyclinic
        </span>
        <LanguageSwitch />
      </header>
      <main className="mx-auto flex w-full max-w-md flex-1 flex-col px-6 pt-[6vh] pb-16 max-sm:px-4 max-sm:pt-4">
        <div className="rounded-xl border border-line bg-surface p-8 max-sm:border-0 max-sm:bg-transparent max-sm:p-0">
          <h1 className="text-20 font-semibold ltr:tracking-tight">{title}</h1>
          {text && <p className="mt-1 text-muted">{text}</p>}
          <div className="mt-6">{children}</div>
        </div>
        {footer && <p className="mt-6 text-center text-muted">{footer}</p>}
      </main>
    </div>
  )
}
