import { Lock, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../../kit/session/session.tsx'
import { shortcutKeys } from '../../../kit/screen/shortcuts.ts'
import { useTheme, type Theme } from '../../../kit/screen/theme.ts'
import { Menu, MenuItem, MenuSection, MenuSeparator } from '../../../ui/overlays/Menu.tsx'
import { paths } from '../../../paths.ts'
import { AccountButton } from './AccountButton.tsx'
import { lockKeys } from '../shared-machines/AutoLock.tsx'
import { useLock } from '../shared-machines/lock.ts'
import { useSignOut } from './use-sign-out.ts'

const themes = { system: Monitor, light: Sun, dark: Moon } satisfies Record<Theme, unknown>

export function AccountMenu() {
  const { t } = useTranslation('identity')
  const { account } = useMe()
  const { theme, setTheme } = useTheme()
  const lock = useLock()
  const signOut = useSignOut()
  return (
    <Menu label={t('menu.label')} placement="bottom end" trigger={<AccountButton />}>
      <MenuSection label={account.email}>
        <MenuItem label={t('menu.account')} icon={<UserRound aria-hidden="true" />} href={paths.account.profile()} />
      </MenuSection>
      <MenuSection label={t('menu.theme')}>
        {(Object.keys(themes) as Theme[]).map((one) => {
          const Icon = themes[one]
          return (
            <MenuItem
              key={one}
              label={t(`theme.${one}`)}
              description={one === theme ? t('theme.chosen') : undefined}
              icon={<Icon aria-hidden="true" />}
              onAction={() => setTheme(one)}
            />
          )
        })}
      </MenuSection>
      <MenuSeparator />
      <MenuItem
        label={t('menu.lock')}
        icon={<Lock aria-hidden="true" />}
        shortcut={shortcutKeys(lockKeys)}
        onAction={() => void lock()}
      />
      <MenuItem label={t('menu.signOut')} icon={<LogOut aria-hidden="true" />} onAction={() => void signOut()} />
    </Menu>
  )
}
