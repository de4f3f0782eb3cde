import { FileSpreadsheet, Inbox, Scale } from 'lucide-react'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import type { Command } from '../../../ui/overlays/CommandPalette.tsx'
import { paths } from '../../../paths.ts'

/** Where papers and tables of patients come in, and what people ask about theirs. */
export function useDeskActions(): Command[] {
  const { t } = useTrade('patients')
  const { slug, can } = useOrganization()
  const go = useGo()
  const places = [
    { id: 'inbox', icon: <Inbox aria-hidden="true" />, may: can('charts.write'), to: paths.inbox(slug) },
    {
      id: 'imports',
      icon: <FileSpreadsheet aria-hidden="true" />,
      may: can('patients.import'),
      to: paths.imports(slug),
    },
    { id: 'requests', icon: <Scale aria-hidden="true" />, may: can('patients.write'), to: paths.rightsRequests(slug) },
  ] as const
  return places
    .filter(({ may }) => may)
    .map(({ id, icon, to }) => ({
      id: `to-${id}`,
      label: t(`palette.to.${id}`),
      keywords: t(`palette.toWords.${id}`),
      icon,
      onAction: () => go(to),
    }))
}
