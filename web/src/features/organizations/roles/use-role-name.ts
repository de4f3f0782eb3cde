import { useTranslation } from 'react-i18next'

/** Built-in roles are named by the catalogue, an organization's own by itself. */
export function useRoleName() {
  const { t } = useTranslation('organizations')
  return (role: { key: string; name: string }) => t(`role.${role.key}`, { defaultValue: role.name })
}
