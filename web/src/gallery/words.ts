import { createContext, use } from 'react'

export type GalleryLanguage = 'en' | 'ar'

export const LanguageContext = createContext<GalleryLanguage>('en')

/** The gallery's own two-language text: `say('Save', 'حفظ')`. */
export function useWords() {
  const language = use(LanguageContext)
  return (english: string, arabic: string) => (language === 'ar' ? arabic : english)
}
