import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { AccountSwitch, LanguageSwitch } from '../../../features/identity/public.ts'
import { PlaceSwitch } from '../../../features/organizations/public.ts'
import { shortcutKeys } from '../../../kit/screen/shortcuts.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { KeyHint } from '../../../ui/buttons/KeyHint.tsx'

export function TopBar({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation('staff')
  return (
    <header
      data-print="hide"
      className="flex h-14 shrink-0 items-center gap-1 border-b border-line bg-surface px-4 max-sm:ps-2 max-sm:pe-1"
    >
      <div className="me-auto min-w-0">
        <PlaceSwitch />
      </div>
      <Button
        onPress={onSearch}
        size="small"
        icon={<Search aria-hidden="true" className="size-4 shrink-0 text-muted" />}
        className="me-2 w-72 justify-start! max-lg:hidden"
      >
        <span className="me-auto font-normal text-muted">{t('frame.search')}</span>
        <KeyHint keys={shortcutKeys('ctrl+k')} className="-me-1.5" />
      </Button>
      <div className="lg:hidden">
        <IconButton
          label={t('frame.search')}
          icon={<Search aria-hidden="true" className="size-5" />}
          onPress={onSearch}
        />
      </div>
      <LanguageSwitch />
      <AccountSwitch />
    </header>
  )
}
