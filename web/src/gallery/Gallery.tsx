import { useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { SegmentedControl } from '../ui/choices/SegmentedControl.tsx'
import { ToastRegion } from '../ui/overlays/Toast.tsx'
import { ButtonSpecimens } from './ButtonSpecimens.tsx'
import { ChoiceSpecimens } from './ChoiceSpecimens.tsx'
import { DataSpecimens } from './DataSpecimens.tsx'
import { DateSpecimens } from './DateSpecimens.tsx'
import { FeedbackSpecimens } from './FeedbackSpecimens.tsx'
import { FieldSpecimens } from './FieldSpecimens.tsx'
import { LayoutSpecimens } from './LayoutSpecimens.tsx'
import { OverlaySpecimens } from './OverlaySpecimens.tsx'
import { TokenSpecimens } from './TokenSpecimens.tsx'
import { LanguageContext, type GalleryLanguage } from './words.ts'

type Theme = 'light' | 'dark'

/** Every component in every state. `?theme=dark&lang=ar` opens it that way. */
export function Gallery() {
  const asked = new URLSearchParams(location.search)
  const [theme, setTheme] = useState<Theme>(asked.get('theme') === 'dark' ? 'dark' : 'light')
  const [language, setLanguage] = useState<GalleryLanguage>(asked.get('lang') === 'ar' ? 'ar' : 'en')
  const direction = language === 'ar' ? 'rtl' : 'ltr'

  useEffect(() => {
    const { dataset } = document.documentElement
    const before = { theme: dataset.theme, lang: document.documentElement.lang, dir: document.documentElement.dir }
    dataset.theme = theme
    document.documentElement.lang = language
    document.documentElement.dir = direction
    return () => {
      if (before.theme) dataset.theme = before.theme
      else delete dataset.theme
      document.documentElement.lang = before.lang
      document.documentElement.dir = before.dir
    }
  }, [theme, language, direction])

  return (
    <I18nProvider locale={language === 'ar' ? 'ar-EG' : 'en-GB'}>
      <LanguageContext value={language}>
        <header className="sticky top-0 z-20 flex flex-wrap items-center gap-3 border-b border-line bg-canvas px-6 py-3 max-sm:px-4">
          <h1 className="me-auto text-20 font-semibold ltr:tracking-tight">
            {language === 'ar' ? 'المكوّنات' : 'Components'}
          </h1>
          <SegmentedControl
            label={language === 'ar' ? 'المظهر' : 'Theme'}
            value={theme}
            onChange={setTheme}
            segments={[
              { value: 'light', label: language === 'ar' ? 'فاتح' : 'Light' },
              { value: 'dark', label: language === 'ar' ? 'داكن' : 'Dark' },
            ]}
          />
          <SegmentedControl
            label={language === 'ar' ? 'اللغة' : 'Language'}
            value={language}
            onChange={setLanguage}
            segments={[
              { value: 'en', label: 'English' },
              { value: 'ar', label: 'العربية' },
            ]}
          />
        </header>
        <main key={language} className="mx-auto max-w-6xl px-6 pb-24 max-sm:px-4">
          <ButtonSpecimens />
          <FieldSpecimens />
          <ChoiceSpecimens />
          <DateSpecimens />
          <OverlaySpecimens />
          <FeedbackSpecimens />
          <DataSpecimens />
          <LayoutSpecimens />
          <TokenSpecimens />
        </main>
        <ToastRegion
          label={language === 'ar' ? 'الإشعارات' : 'Notifications'}
          closeLabel={language === 'ar' ? 'إغلاق' : 'Close'}
        />
      </LanguageContext>
    </I18nProvider>
  )
}
