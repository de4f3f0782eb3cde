import { Building2 } from 'lucide-react'
import { hrefOf, settingsOf, useFeatures, useNav } from '../../../kit/screen/feature.ts'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { useMe, useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import type { CommandGroup } from '../../../ui/overlays/CommandPalette.tsx'
import { paths } from '../../../paths.ts'

/** Where one can go, whatever was typed: pages, settings, other organizations. */
export function useFixedCommands(): CommandGroup[] {
  const { t } = useTrade('staff')
  const { memberships } = useMe()
  const organization = useOrganization()
  const features = useFeatures()
  const { slug } = organization
  const go = useGo()
  const pages = useNav()
    .filter(({ place }) => place !== 'settings')
    .map(({ id, path, icon: Icon }) => ({
      id,
      label: t(`kit:nav.${id}`),
      icon: <Icon aria-hidden="true" />,
      onAction: () => go(hrefOf(path, slug)),
    }))
  const settings = settingsOf(features, organization).map(({ id, screen }) => ({
    id: `settings-${id}`,
    label: t(`kit:settings.${id}`),
    description: t('kit:nav.settings'),
    onAction: () => go(hrefOf(screen.path, slug)),
  }))
  const others = memberships
    .filter((one) => one.organization.slug !== slug)
    .map((one) => ({
      id: one.organization.id,
      label: one.organization.name,
      icon: <Building2 aria-hidden="true" />,
      onAction: () => go(paths.today(one.organization.slug)),
    }))
  return [
    { id: 'pages', label: t('palette.pages'), commands: [...pages, ...settings] },
    { id: 'organizations', label: t('palette.organizations'), commands: others },
  ]
}
