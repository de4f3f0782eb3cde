import { useState } from 'react'
import type { Offered, UsePalette } from '../../../kit/screen/feature.ts'
import { shortcutKeys } from '../../../kit/screen/shortcuts.ts'
import { useTrade } from '../../../kit/session/trade.ts'
import { CommandPalette } from '../../../ui/overlays/CommandPalette.tsx'
import { useFixedCommands } from './fixed-commands.tsx'

type Props = {
  /** What the features offer; always the same ones, for they are hooks. */
  hooks: readonly UsePalette[]
  onClose: () => void
}

export function Palette({ hooks, onClose }: Props) {
  const { t } = useTrade('staff')
  const [typed, setTyped] = useState('')
  const offered = hooks.map((useOffered): Offered => useOffered(typed))
  // what is done most often lies in the higher tiers
  const actions = offered.toReversed().flatMap(({ actions: own = [] }) => own)
  const groups = (part: 'first' | 'found' | 'others' | 'last') => offered.flatMap((one) => one[part] ?? [])
  return (
    <CommandPalette
      isOpen
      onClose={onClose}
      label={t('frame.search')}
      placeholder={t('palette.placeholder')}
      groups={[
        ...groups('first'),
        ...groups('found'),
        ...groups('others'),
        { id: 'actions', label: t('palette.actions'), commands: actions },
        ...useFixedCommands(),
        ...groups('last'),
      ]}
      onInputChange={setTyped}
      isLoading={offered.some(({ isWaiting }) => isWaiting)}
      secondKeys={shortcutKeys('ctrl+enter')}
      emptyText={t('palette.empty')}
      footer={t('palette.keys')}
    />
  )
}
