import type { ReactNode } from 'react'
import { highlightPieces } from './highlight.ts'

export function Highlight({ text, query }: { text: string; query: string }) {
  return highlightPieces(text, query).map(({ text: piece, isMatch }, at) =>
    isMatch ? <Mark key={at}>{piece}</Mark> : piece,
  )
}

export function Mark({ children }: { children: ReactNode }) {
  return <mark className="rounded-sm bg-accent-soft text-accent-ink">{children}</mark>
}
