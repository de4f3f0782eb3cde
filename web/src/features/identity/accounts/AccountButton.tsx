import { useTranslation } from 'react-i18next'
import { useMe } from '../../../kit/session/session.tsx'
import { Avatar } from '../../../ui/signs/Avatar.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'

export function AccountButton({ onPress }: { onPress?: () => void }) {
  const { t } = useTranslation('identity')
  const { account } = useMe()
  return (
    <IconButton
      label={t('menu.labelOf', { name: account.name })}
      icon={<Avatar name={account.name} size="small" />}
      onPress={onPress}
    />
  )
}
