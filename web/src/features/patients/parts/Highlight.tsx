import { highlightPieces } from './highlight.ts'

/** A name with the searched-for letters marked. */
export function Highlight({ text, query }: { text: string; query: string }) {
  return highlightPieces(text, query).map(({ text: piece, isMatch }, at) =>
    isMatch ? (
      <mark key={at} className="rounded-sm bg-accent-soft text-accent-ink">
        {piece}
      </mark>
    ) : (
      piece
    ),
  )
}
