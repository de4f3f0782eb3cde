import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { languages, languageTable } from '@polyclinic/contract/kit/language.ts'
import { useLanguage } from '../../../kit/texts/i18n.ts'
import { Menu, MenuItem } from '../../../ui/overlays/Menu.tsx'
import { LanguageButton } from './LanguageButton.tsx'
import { useChooseLanguage } from './use-choose-language.ts'

export function LanguageMenu() {
  const { t } = useTranslation('kit')
  const { language } = useLanguage()
  const choose = useChooseLanguage()
  return (
    <Menu label={t('language')} placement="bottom end" trigger={<LanguageButton />}>
      {languages.map((one) => (
        <MenuItem
          key={one}
          label={languageTable[one].name}
          icon={one === language ? <Check aria-hidden="true" /> : <span className="size-4" />}
          onAction={() => void choose(one)}
        />
      ))}
    </Menu>
  )
}
