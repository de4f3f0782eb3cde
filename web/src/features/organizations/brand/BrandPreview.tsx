import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shadesOf } from '@polyclinic/contract/kit/brand/accent.ts'
import type { Look } from '@polyclinic/contract/kit/brand/look.ts'
import { typeStacks } from '@polyclinic/contract/kit/brand/type-stacks.ts'
import { directionOf } from '@polyclinic/contract/kit/language.ts'
import { useLanguage } from '../../../kit/texts/i18n.ts'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { MailSample, PageSample, PaperSample, type Sampled } from './samples.tsx'

/** Surfaces of mails and pages, on which every shade is readable; paper has but one. */
const surfaces = {
  light: { page: '#f1f5f9', card: '#ffffff', ink: '#0f172a', quiet: '#475569', line: '#e2e8f0' },
  dark: { page: '#0f172a', card: '#1e293b', ink: '#e2e8f0', quiet: '#94a3b8', line: '#334155' },
} as const

type Props = {
  look: Look
  name: string
  logo: string | undefined
}

/** Everything that bears a look, at once: by day and by night, from either side. */
export function BrandPreview({ look, name, logo }: Props) {
  const { t } = useTranslation('organizations')
  const { language } = useLanguage()
  const [surface, setSurface] = useState<'light' | 'dark'>('light')
  const [direction, setDirection] = useState(directionOf(language))
  const shades = shadesOf(look.accent ?? '#0f766e')
  const drawn = (on: 'light' | 'dark'): Sampled => ({
    look,
    logo,
    name: look.senderName ?? name,
    shades: shades[on],
    surface: surfaces[on],
    type: look.type && typeStacks[look.type],
  })
  return (
    <section aria-label={t('brand.preview')} className="flex min-w-0 flex-col gap-4 xl:sticky xl:top-6">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="me-auto text-16 font-semibold">{t('brand.preview')}</h2>
        <SegmentedControl
          label={t('brand.surface')}
          value={surface}
          onChange={setSurface}
          segments={[
            { value: 'light', label: t('brand.light') },
            { value: 'dark', label: t('brand.dark') },
          ]}
        />
        <SegmentedControl
          label={t('brand.direction')}
          value={direction}
          onChange={setDirection}
          segments={[
            { value: 'ltr', label: t('brand.ltr') },
            { value: 'rtl', label: t('brand.rtl') },
          ]}
        />
      </div>
      <div dir={direction} className="grid gap-4 md:grid-cols-2">
        <MailSample {...drawn(surface)} />
        <PageSample {...drawn(surface)} />
        <PaperSample {...drawn('light')} />
      </div>
    </section>
  )
}
