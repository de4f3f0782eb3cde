import type { Language } from '@polyclinic/contract/kit/language.ts'
import { PhaseHeading } from './PhaseHeading.tsx'
import { PublicButton } from './PublicButton.tsx'
import { PublicDocument, type PublicAssets } from './PublicDocument.tsx'
import { wordsIn } from './words.ts'

export type MessagePageProps = {
  kind: 'not-found' | 'no-page' | 'unavailable'
  language: Language
  assets: PublicAssets
  /** Whose page it would have been, where that is known. */
  organizationName?: string
  retryUrl?: string
}

export function MessagePage({ kind, language, assets, organizationName, retryUrl }: MessagePageProps) {
  const words = wordsIn(language)
  const title = words(`${kind}.title`)
  return (
    <PublicDocument language={language} assets={assets} title={title} brand={organizationName}>
      <PhaseHeading kind={kind} title={title} text={words(`${kind}.text`)} />
      {kind === 'unavailable' && retryUrl && (
        <PublicButton look="primary" href={retryUrl}>
          {words('tryAgain')}
        </PublicButton>
      )}
    </PublicDocument>
  )
}
