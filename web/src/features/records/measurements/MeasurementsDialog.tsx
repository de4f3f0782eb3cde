import { useTranslation } from 'react-i18next'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import type { Measurement } from '@polyclinic/contract/records/measurements.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { problemData } from '../../../kit/api/problem.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { DateField } from '../../../kit/fields/DateField.tsx'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { todayIn } from '../../../kit/texts/format.ts'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { noonOf } from '../sections/moment.ts'
import { MeasurementLine } from './MeasurementLine.tsx'
import { filledKinds, itemsOf, linesFor, type MeasurementValues } from './measurement-values.ts'
import { useUnlikeQuestion } from './use-unlike-question.tsx'

type Props = { patient: Patient; latest: readonly Measurement[]; onClose: () => void }

/** What one visit measures, in one form: what stays empty was not measured. */
export function MeasurementsDialog({ patient, latest, onClose }: Props) {
  const { t } = useTranslation('records')
  const { slug: organization, country, timeZone } = useOrganization()
  const once = useIntent()
  const refresh = useRefresh()
  const askIfRight = useUnlikeQuestion()
  const today = todayIn(timeZone)
  const form = useFormState<MeasurementValues>(
    { lines: linesFor(patient.kind, country, latest), day: today, note: '' },
    {
      check: ({ lines }) =>
        filledKinds(lines).length === 0 ? { [`lines.${Object.keys(lines)[0]}`]: t('measurements.empty') } : {},
    },
  )
  const send = async (values: MeasurementValues, isConfirmed: boolean) => {
    const items = itemsOf(values.lines)
    const body = {
      items,
      ...(values.day && values.day !== today && { measuredAt: noonOf(values.day, timeZone) }),
      ...(values.note.trim() && { note: values.note }),
      ...(isConfirmed && { isConfirmed }),
    }
    await once(api.records.measurements.create, { params: { organization, id: patient.id }, body })
  }
  const save = async (values: MeasurementValues) => {
    try {
      await send(values, false)
    } catch (error) {
      const unlike = problemData(error, 'unlike-before')
      if (!unlike) throw error
      if (!(await askIfRight(unlike.items, itemsOf(values.lines)))) return
      await send(values, true)
    }
    await refresh(q.records.key())
    toast.good(t('kit:state.saved'))
    onClose()
  }
  return (
    <FormDialog form={form} title={t('measurements.add')} onSubmit={() => void form.submit(save)} onClose={onClose}>
      <Lines form={form} />
      <FormRow>
        <DateField {...form.field('day')} error={form.error('measuredAt')} label={t('measurements.day')} />
        <TextField {...form.field('note')} label={t('note')} dir="auto" maxLength={500} />
      </FormRow>
    </FormDialog>
  )
}

function Lines({ form }: { form: ReturnType<typeof useFormState<MeasurementValues>> }) {
  const { lines } = form.values
  const filled = filledKinds(lines)
  /** What the server says of the n-th that was sent stands at its line. */
  const errorAt = (kind: string) => {
    const nth = filled.findIndex((one) => one === kind)
    return form.error(`lines.${kind}`) ?? (nth < 0 ? undefined : form.error(`items.${nth}`))
  }
  return Object.entries(lines).map(([kind, line]) => (
    <MeasurementLine
      key={kind}
      kind={kind}
      line={line}
      error={errorAt(kind)}
      onChange={(next) => {
        form.setErrors({})
        form.set('lines', { ...lines, [kind]: next })
      }}
    />
  ))
}
