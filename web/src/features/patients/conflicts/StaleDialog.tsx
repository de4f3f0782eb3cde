import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'

export type Conflict = { field: string; label: string; mine: ReactNode; theirs: ReactNode }
export type Choice = Record<string, 'mine' | 'theirs'>

type Props = { conflicts: readonly Conflict[]; onChoose: (choice: Choice) => void; onClose: () => void }

export function StaleDialog({ conflicts, onChoose, onClose }: Props) {
  const { t } = useTranslation('patients')
  const [choice, setChoice] = useState<Choice>(() => Object.fromEntries(conflicts.map(({ field }) => [field, 'mine'])))
  return (
    <Dialog
      isOpen
      isPersistent
      onClose={onClose}
      title={t('stale.title')}
      description={t('stale.text')}
      closeLabel={t('kit:action.close')}
      actions={
        <>
          <Button onPress={onClose}>{t('stale.later')}</Button>
          <Button variant="primary" onPress={() => onChoose(choice)}>
            {t('stale.save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {conflicts.map(({ field, label, mine, theirs }) => (
          <RadioGroup
            key={field}
            label={label}
            look="cards"
            value={choice[field]}
            onChange={(side) => setChoice({ ...choice, [field]: side })}
            options={[
              { value: 'theirs', label: t('stale.theirs'), description: <Value>{theirs}</Value> },
              { value: 'mine', label: t('stale.mine'), description: <Value>{mine}</Value> },
            ]}
          />
        ))}
      </div>
    </Dialog>
  )
}

function Value({ children }: { children: ReactNode }) {
  const { t } = useTranslation('patients')
  return (
    <span className="block text-body break-words whitespace-pre-line text-ink">{children || t('stale.empty')}</span>
  )
}
