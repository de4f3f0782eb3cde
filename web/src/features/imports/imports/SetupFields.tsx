import { dateOrders, duplicateChoices } from '@polyclinic/contract/imports/import-fields.ts'
import type { ImportSetup } from '@polyclinic/contract/imports/imports.ts'
import { speciesKeys } from '@polyclinic/contract/patients/species.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { Card } from '../../../ui/layout/Card.tsx'

type Props = { setup: ImportSetup; onChange: (change: Partial<ImportSetup>) => void }

/** What no column says: how days are written, who the rows are, and what becomes of those on file. */
export function SetupFields({ setup, onChange }: Props) {
  const { t } = useTrade('imports')
  const { kind: treats } = useOrganization()
  const hasAnimals = treats !== 'human' && setup.kind === 'animal'
  return (
    <Card title={t('options')}>
      <div className="flex flex-col gap-5">
        <div className="grid gap-4 sm:grid-cols-3">
          <Select
            label={t('dateOrder')}
            placeholder={t('dateOrder')}
            options={dateOrders.map((id) => ({ id, label: t(`order.${id}`) }))}
            value={setup.dateOrder}
            onChange={(dateOrder) => onChange({ dateOrder })}
          />
          {treats === 'mixed' && (
            <Select
              label={t('kind')}
              placeholder={t('kind')}
              options={(['human', 'animal'] as const).map((id) => ({ id, label: t(`kinds.${id}`) }))}
              value={setup.kind}
              onChange={(kind) => onChange({ kind })}
            />
          )}
          {hasAnimals && (
            <Select
              label={t('species')}
              placeholder={t('noSpecies')}
              options={speciesKeys.map((id) => ({ id, label: t(`patients:species.${id}`) }))}
              value={setup.species ?? null}
              onChange={(species) => onChange({ species })}
            />
          )}
        </div>
        <RadioGroup
          label={t('duplicates')}
          look="cards"
          options={duplicateChoices.map((value) => ({
            value,
            label: t(`duplicate.${value}`),
            description: t(`duplicateText.${value}`),
          }))}
          value={setup.duplicates}
          onChange={(duplicates) => onChange({ duplicates })}
        />
      </div>
    </Card>
  )
}
