import { Check, Languages } from 'lucide-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { languages, type Language } from '@polyclinic/contract/kit/language.ts'
import { api } from '../../kit/api.ts'
import { languageNames, setLanguage, useLanguage } from '../../kit/i18n.ts'
import { meQuery } from '../../kit/session.tsx'
import { toast } from '../../kit/toast.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'

/** Speaks a language at once, and tells the account where somebody is signed in. */
export function useChooseLanguage() {
  const client = useQueryClient()
  return async (language: Language) => {
    await setLanguage(language)
    if (!client.getQueryData(meQuery().queryKey)) return
    try {
      client.setQueryData(meQuery().queryKey, await api.me.update({ params: {}, body: { language } }))
    } catch (error) {
      toast.problem(error)
    }
  }
}

export function LanguageMenu() {
  const { t } = useTranslation('kit')
  const { language } = useLanguage()
  const choose = useChooseLanguage()
  return (
    <Menu
      label={t('language')}
      placement="bottom end"
      trigger={<IconButton label={t('language')} icon={<Languages aria-hidden="true" className="size-5" />} />}
    >
      {languages.map((one) => (
        <MenuItem
          key={one}
          label={languageNames[one]}
          icon={one === language ? <Check aria-hidden="true" /> : <span className="size-4" />}
          onAction={() => void choose(one)}
        />
      ))}
    </Menu>
  )
}
