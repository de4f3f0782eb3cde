import { lazy, Suspense, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { allergyState, isActive, seriousness } from '@polyclinic/contract/patients/allergy-states.ts'
import type { Allergies, Allergy } from '@polyclinic/contract/patients/allergies.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { api } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { allergiesQuery } from '../warnings/queries.ts'
import { useWarningsRefresh } from '../warnings/use-warnings-refresh.ts'
import { WarningsPart } from '../warnings/WarningsPart.tsx'
import { AllergyRow } from './AllergyRow.tsx'

const AllergyDialog = lazy(() => import('./AllergyDialog.tsx').then((module) => ({ default: module.AllergyDialog })))

export function AllergiesPart({ patient }: { patient: Patient }) {
  const { t } = useTranslation('patients')
  const { slug, can } = useOrganization()
  const query = useQuery(allergiesQuery(slug, patient.id))
  const [edited, setEdited] = useState<Allergy | 'new' | null>(null)
  const mayWrite = can('charts.write')
  const items = query.data?.items ?? []
  const earlier = items.filter((each) => !isActive(each))
  const active = items.filter(isActive).toSorted((a, b) => seriousness(a.criticality) - seriousness(b.criticality))
  const edit = mayWrite ? setEdited : undefined
  return (
    <WarningsPart
      title={t('allergy.title')}
      query={query}
      actions={
        mayWrite && (
          <Button size="small" icon={<Plus aria-hidden="true" className="size-4" />} onPress={() => setEdited('new')}>
            {t('allergy.add')}
          </Button>
        )
      }
    >
      {active.length > 0 && <Rows items={active} label={t('allergy.title')} onEdit={edit} />}
      {query.data && active.length === 0 && <NoneActive patient={patient} allergies={query.data} />}
      {earlier.length > 0 && (
        <div className="flex flex-col gap-2">
          <h4 className="text-12 font-semibold text-muted">{t('allergy.earlier')}</h4>
          <Rows items={earlier} label={t('allergy.earlier')} onEdit={edit} />
        </div>
      )}
      {edited && (
        <Suspense>
          <AllergyDialog
            patient={patient}
            allergy={edited === 'new' ? undefined : edited}
            onClose={() => setEdited(null)}
          />
        </Suspense>
      )}
    </WarningsPart>
  )
}

type RowsProps = { items: readonly Allergy[]; label: string; onEdit?: (allergy: Allergy) => void }

const Rows = ({ items, label, onEdit }: RowsProps) => (
  <ul aria-label={label} className="flex flex-col gap-3">
    {items.map((allergy) => (
      <AllergyRow key={allergy.id} allergy={allergy} onEdit={onEdit && (() => onEdit(allergy))} />
    ))}
  </ul>
)

/** That none are known is said with one press, and taken back with one. */
function NoneActive({ patient, allergies }: { patient: Patient; allergies: Allergies }) {
  const { t } = useTranslation('patients')
  const { slug: organization, can, timeZone } = useOrganization()
  const { date } = useFormat()
  const once = useIntent()
  const refresh = useWarningsRefresh()
  const [isPending, setPending] = useState(false)
  const { items, noneKnown } = allergies
  const state = allergyState(items, noneKnown !== undefined)
  const say = async (isNone: boolean) => {
    setPending(true)
    try {
      const params = { organization, id: patient.id }
      await once(api.patients.allergies.inquire, { params, body: { noneKnown: isNone } })
      toast.good(t(isNone ? 'allergy.declared' : 'allergy.takenBack'))
    } catch (error) {
      toast.problem(error)
    }
    await refresh()
    setPending(false)
  }
  return (
    <div className="flex flex-col items-start gap-2">
      <p>{t(`warning.${state}`)}</p>
      {noneKnown && (
        <p className="text-13 text-muted">
          {t('allergy.askedOn', { date: date(noneKnown.at, timeZone), name: noneKnown.by.name ?? '' })}
        </p>
      )}
      {!noneKnown && can('charts.write') && (
        <p data-print="hide" className="text-13 text-muted">
          {t('allergy.ask')}
        </p>
      )}
      {can('charts.write') && (
        <Button
          size="small"
          variant={noneKnown ? 'quiet' : 'secondary'}
          isPending={isPending}
          onPress={() => void say(!noneKnown)}
        >
          {t(noneKnown ? 'allergy.takeBack' : 'allergy.declareNone')}
        </Button>
      )}
    </div>
  )
}
