import { useState } from 'react'
import { useSearch } from '../../../kit/search/search.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { shortcutKeys } from '../../../kit/screen/shortcuts.ts'
import { CommandPalette } from '../../../ui/overlays/CommandPalette.tsx'
import { q } from '../../../kit/api/api.ts'
import { useTrade } from '../../../kit/session/trade.ts'
import { useFixedCommands } from './fixed-commands.tsx'
import { usePatientCommands } from './patient-commands.tsx'
import { useTargetCommands } from './target-commands.tsx'

/** How many patients are shown before "Show all". */
const few = 7

/** Everything by name: patients, practitioners, days, pages, what can be done, other organizations. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTrade('staff')
  const { slug: organization, can } = useOrganization()
  const [typed, setTyped] = useState('')
  const { answer, question, retry } = useSearch(
    typed,
    (search) =>
      q.patients.patients.list.queryOptions({ input: { params: { organization }, query: { search, limit: few } } }),
    { least: 2, isOff: !can('patients.read') },
  )
  const patients = usePatientCommands({ answer, typed: typed.trim(), question, retry })
  const targets = useTargetCommands(typed.trim())
  return (
    <CommandPalette
      isOpen
      onClose={onClose}
      label={t('frame.search')}
      placeholder={t('palette.placeholder')}
      groups={[targets.days, patients.found, ...targets.others, ...useFixedCommands(), patients.instead]}
      onInputChange={setTyped}
      isLoading={answer.state === 'waiting'}
      secondKeys={shortcutKeys('ctrl+enter')}
      emptyText={t('palette.empty')}
      footer={t('palette.keys')}
    />
  )
}
