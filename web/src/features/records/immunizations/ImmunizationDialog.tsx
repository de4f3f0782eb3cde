import { useTranslation } from 'react-i18next'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import type { Immunization } from '@polyclinic/contract/records/immunizations.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { DateField } from '../../../kit/fields/DateField.tsx'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { todayIn } from '../../../kit/texts/format.ts'
import { Checkbox } from '../../../ui/choices/Checkbox.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { PartialDateField } from '../fields/PartialDateField.tsx'
import { withoutNulls } from '../fields/bodies.ts'
import { monthsAfter } from './due.ts'
import { immunizationBody, immunizationValues, type ImmunizationValues } from './immunization-values.ts'
import { VaccineField } from './VaccineField.tsx'

type Props = {
  patient: Patient
  /** Absent for a new one. */
  immunization?: Immunization
  onClose: () => void
}

export function ImmunizationDialog({ patient, immunization, onClose }: Props) {
  const { t } = useTranslation('records')
  const { slug: organization, timeZone } = useOrganization()
  const once = useIntent()
  const refresh = useRefresh()
  const form = useFormState<ImmunizationValues>(immunizationValues(todayIn(timeZone), immunization), {
    required: ['text', 'givenOn'],
  })
  const save = async (values: ImmunizationValues) => {
    const body = immunizationBody(values)
    try {
      if (immunization)
        await api.records.immunizations.update({
          params: { organization, id: immunization.id },
          headers: ifMatch(immunization.version),
          body: { ...body, status: values.isWrong ? 'entered-in-error' : 'completed' },
        })
      else
        await once(api.records.immunizations.create, {
          params: { organization, id: patient.id },
          body: { ...withoutNulls(body), givenOn: body.givenOn, ...(values.code && { code: values.code }) },
        })
    } catch (error) {
      if (problemOf(error).code === 'stale') void refresh(q.records.key())
      throw error
    }
    await refresh(q.records.key())
    toast.good(t('kit:state.saved'))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      title={t(immunization ? 'immunizations.edit' : 'immunizations.add')}
      onSubmit={() => void form.submit(save)}
      onClose={onClose}
    >
      <Fields form={form} patient={patient} isNew={!immunization} />
    </FormDialog>
  )
}

type FieldsProps = { form: ReturnType<typeof useFormState<ImmunizationValues>>; patient: Patient; isNew: boolean }

function Fields({ form, patient, isNew }: FieldsProps) {
  const { t } = useTranslation('records')
  const { values, setValues } = form
  return (
    <>
      {isNew && (
        <VaccineField
          patient={patient}
          value={values.code}
          error={form.error('code')}
          onPick={({ system, code, title, againMonths }) =>
            setValues({
              ...values,
              code: { system, code },
              text: title,
              dueOn: againMonths ? monthsAfter(values.givenOn, againMonths) : values.dueOn,
            })
          }
          onWords={(text) => setValues({ ...values, code: null, text })}
          onClear={() => setValues({ ...values, code: null })}
        />
      )}
      <TextField {...form.field('text')} label={t('immunizations.vaccine')} dir="auto" maxLength={200} />
      <FormRow>
        <PartialDateField {...form.field('givenOn')} label={t('immunizations.given')} />
        <DateField {...form.field('dueOn')} label={t('immunizations.next')} description={t('immunizations.nextHint')} />
      </FormRow>
      <FormRow>
        <TextField {...form.field('batch')} label={t('immunizations.batch')} dir="ltr" maxLength={60} />
        <DateField {...form.field('batchExpiresOn')} label={t('immunizations.batchExpires')} />
      </FormRow>
      <TextField {...form.field('site')} label={t('immunizations.site')} dir="auto" maxLength={80} />
      <TextArea {...form.field('note')} label={t('note')} rows={2} maxLength={1000} />
      {!isNew && <Checkbox {...form.field('isWrong')} label={t('verification.entered-in-error')} />}
    </>
  )
}
