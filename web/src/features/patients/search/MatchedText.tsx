import { matchedPieces } from './highlight.ts'
import { Mark } from './Highlight.tsx'

/** A phone, an e-mail address or a chip with what was typed of it marked; always from left to right. */
export function MatchedText({ text, query }: { text: string; query: string }) {
  return (
    <bdi dir="ltr" className="tabular-nums">
      {matchedPieces(text, query).map((piece, at) => (piece.isMatch ? <Mark key={at}>{piece.text}</Mark> : piece.text))}
    </bdi>
  )
}
