import { useTranslation } from 'react-i18next'
import {
  alertKinds,
  alertPriorities,
  type AlertKind,
  type AlertPriority,
} from '@polyclinic/contract/patients/alert-kinds.ts'
import type { Alert } from '@polyclinic/contract/patients/alerts.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { api, ifMatch } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { DateField } from '../../../kit/fields/DateField.tsx'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { todayIn } from '../../../kit/texts/format.ts'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { fullName } from '../patients/naming.ts'
import { useWarningsRefresh } from '../warnings/use-warnings-refresh.ts'

type Props = {
  patient: Patient
  /** Absent for a new one. */
  alert?: Alert
  onClose: () => void
}

type Values = { kind: AlertKind; priority: AlertPriority; text: string; from: string | null; until: string | null }

export function AlertDialog({ patient, alert, onClose }: Props) {
  const { t } = useTranslation('patients')
  const { slug: organization, timeZone } = useOrganization()
  const once = useIntent()
  const refresh = useWarningsRefresh()
  const form = useFormState<Values>(
    {
      kind: alert?.kind ?? 'safety',
      priority: alert?.priority ?? 'normal',
      text: alert?.text ?? '',
      from: alert?.from ?? todayIn(timeZone),
      until: alert?.until ?? null,
    },
    { required: ['text', 'from'] },
  )
  const save = async ({ from, until, ...told }: Values) => {
    const body = { ...told, ...(from && { from }) }
    try {
      if (alert)
        await api.patients.alerts.update({
          params: { organization, id: alert.id },
          body: { ...body, until },
          headers: ifMatch(alert.version),
        })
      else
        await once(api.patients.alerts.create, {
          params: { organization, id: patient.id },
          body: { ...body, ...(until && { until }) },
        })
    } catch (error) {
      if (problemOf(error).code === 'stale') void refresh()
      throw error
    }
    await refresh()
    toast.good(t('kit:state.saved'))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(save)}
      onClose={onClose}
      title={t(alert ? 'alert.edit' : 'alert.add')}
      description={<bdi>{fullName(patient)}</bdi>}
    >
      <AlertFields form={form} isNew={!alert} />
    </FormDialog>
  )
}

type FieldsProps = { form: ReturnType<typeof useFormState<Values>>; isNew: boolean }

function AlertFields({ form, isNew }: FieldsProps) {
  const { t } = useTranslation('patients')
  const { can } = useOrganization()
  const kinds = alertKinds.filter((each) => each !== 'clinical' || can('charts.write'))
  return (
    <>
      <TextArea {...form.field('text')} label={t('alert.text')} maxLength={300} rows={2} autoFocus={isNew} />
      <Select
        {...form.field('kind')}
        label={t('alert.kind')}
        placeholder={t('choose')}
        options={kinds.map((id) => ({ id, label: t(`alert.kinds.${id}`) }))}
      />
      <RadioGroup
        {...form.field('priority')}
        label={t('alert.priority')}
        orientation="horizontal"
        options={alertPriorities.map((value) => ({ value, label: t(`alert.priorities.${value}`) }))}
      />
      <FormRow>
        <DateField {...form.field('from')} label={t('alert.from')} />
        <DateField {...form.field('until')} label={t('alert.until')} description={t('alert.untilText')} />
      </FormRow>
    </>
  )
}
