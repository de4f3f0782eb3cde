import { Languages } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'

export function LanguageButton({ onPress }: { onPress?: () => void }) {
  const { t } = useTranslation('kit')
  return (
    <IconButton label={t('language')} icon={<Languages aria-hidden="true" className="size-5" />} onPress={onPress} />
  )
}
