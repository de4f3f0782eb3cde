import { useTranslation } from 'react-i18next'
import { MultiSelect } from '../../../ui/choices/MultiSelect.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import type { Resource } from './board-model.ts'
import { everyone, whoPressed } from './who-shown.ts'

type Props = {
  by: Resource['kind']
  resources: readonly Resource[]
  who: readonly string[]
  onWho: (who: readonly string[]) => void
  isPhone: boolean
}

export function WhoField({ by, resources, who, onWho, isPhone }: Props) {
  const { t } = useTranslation('scheduling')
  const isByRoom = by === 'room'
  const field = {
    label: t(isByRoom ? 'board.room' : 'board.practitioner'),
    isLabelHidden: true,
    placeholder: t(isByRoom ? 'board.allRooms' : 'board.everyone'),
    className: 'w-44 max-sm:w-auto max-sm:flex-1 @max-4xl:w-36',
  }
  const choices = resources.map(({ id, name }) => ({ id, label: name }))
  if (isPhone) return <Select {...field} options={choices} value={who[0] ?? null} onChange={(id) => onWho([id])} />
  return (
    <MultiSelect
      {...field}
      options={[{ id: everyone, label: field.placeholder }, ...choices]}
      value={who.length === 0 ? [everyone] : who}
      onChange={(now) => onWho(whoPressed(who, now))}
      summary={(chosen) =>
        chosen.length === 1
          ? (chosen[0]?.label ?? '')
          : t(isByRoom ? 'board.someRooms' : 'board.somePractitioners', { count: chosen.length })
      }
    />
  )
}
