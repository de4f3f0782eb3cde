import type { ComponentProps, ReactNode } from 'react'

/** Things that can be looked at and changed one by one, in one box; `area` keeps them in their places. */
export const Rows = ({ children, area }: { children: ReactNode; area?: ComponentProps<'ul'> }) => (
  <ul {...area} className="rounded-lg border border-line bg-surface">
    {children}
  </ul>
)

type Props = {
  icon: ReactNode
  title: ReactNode
  badges?: ReactNode
  text?: ReactNode
  children?: ReactNode
  more?: ReactNode
}

export function Row({ icon, title, badges, text, children, more }: Props) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 border-b border-line p-4 last:border-b-0">
      <div className="flex min-w-0 flex-1 basis-64 gap-4">
        <span className="mt-0.5 flex shrink-0 text-muted [&>svg]:size-5">{icon}</span>
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span dir="auto" className="min-w-0 text-parent font-semibold break-words">
              {title}
            </span>
            {badges}
          </div>
          {text && <div className="mt-0.5 text-13 text-muted">{text}</div>}
        </div>
      </div>
      {children && <div className="flex flex-wrap gap-2 max-sm:ps-9">{children}</div>}
      {more && <div className="basis-full sm:ps-9">{more}</div>}
    </li>
  )
}
