import type { Language } from '@polyclinic/contract/kit/language.ts'
import { PhaseHeading } from './PhaseHeading.tsx'
import { PublicButton } from './PublicButton.tsx'
import { PublicDocument, type PublicAssets } from './PublicDocument.tsx'
import { wordsIn } from './words.ts'

export type AddressPageProps = {
  email: string
  /** The page's own address with the link's token; the form goes there, too. */
  address: string
  language: Language
  assets: PublicAssets
}

/** Behind the link that confirms a sign-up, wherever it was not typed: a press confirms, since mail servers open links, too. */
export function AddressPage({ email, address, language, assets }: AddressPageProps) {
  const words = wordsIn(language)
  const title = words('address.title')
  const [before, after] = words('address.text', { email: '\u0000' }).split('\u0000')
  return (
    <PublicDocument language={language} assets={assets} title={title} brand="Polyclinic" address={address}>
      <PhaseHeading
        kind="address"
        title={title}
        text={
          <>
            {before}
            <bdi dir="ltr" className="font-semibold break-words text-ink">
              {email}
            </bdi>
            {after}
          </>
        }
      />
      <form method="post" action={address}>
        <PublicButton look="primary">{words('address.confirm')}</PublicButton>
      </form>
      <p className="mt-6 text-16 text-muted">{words('address.notYou')}</p>
    </PublicDocument>
  )
}
