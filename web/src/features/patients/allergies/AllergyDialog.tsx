import { useTranslation } from 'react-i18next'
import {
  allergyTypes,
  clinicalStatuses,
  criticalities,
  verifications,
} from '@polyclinic/contract/patients/allergy-states.ts'
import type { Allergy } from '@polyclinic/contract/patients/allergies.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { substanceCategories } from '@polyclinic/contract/patients/substances.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { fullName } from '../patients/naming.ts'
import { useSubstanceName } from '../warnings/warning-words.ts'
import { allergyValues, withSubstance, type AllergyValues } from './allergy-values.ts'
import { OnsetField } from './OnsetField.tsx'
import { ReactionFields } from './ReactionFields.tsx'
import { useSaveAllergy } from './use-save-allergy.ts'
import { SubstanceField } from './SubstanceField.tsx'

type Props = {
  patient: Patient
  /** Absent for a new one. */
  allergy?: Allergy
  onClose: () => void
}

/** What it is, how dangerous, and whatever else is known: the first two are enough. */
export function AllergyDialog({ patient, allergy, onClose }: Props) {
  const { t } = useTranslation('patients')
  const nameOf = useSubstanceName()
  const form = useFormState<AllergyValues>(allergyValues(allergy, allergy ? nameOf(allergy.substance) : ''), {
    required: ['substance', 'category', 'criticality'],
  })
  const save = useSaveAllergy(patient.id, allergy)
  const submit = () =>
    form.submit(async (values) => {
      await save(values)
      toast.good(t('kit:state.saved'))
      onClose()
    })
  return (
    <FormDialog
      form={form}
      onSubmit={() => void submit()}
      onClose={onClose}
      title={t(allergy ? 'allergy.edit' : 'allergy.add')}
      description={<bdi>{fullName(patient)}</bdi>}
    >
      <SubstanceField
        code={form.values.code}
        value={form.values.substance}
        onChange={(text, code) => form.setValues(withSubstance(form.values, text, code))}
        error={form.error('substance')}
        autoFocus={!allergy}
      />
      <AllergyFields form={form} isNew={!allergy} />
    </FormDialog>
  )
}

type FieldsProps = { form: ReturnType<typeof useFormState<AllergyValues>>; isNew: boolean }

function AllergyFields({ form, isNew }: FieldsProps) {
  const { t } = useTranslation('patients')
  const reactions = form.field('reactions')
  const possible = verifications.filter((each) => !isNew || each !== 'entered-in-error')
  return (
    <>
      <RadioGroup
        {...form.field('criticality')}
        label={t('allergy.criticality')}
        orientation="horizontal"
        options={criticalities.map((value) => ({ value, label: t(`allergy.criticalities.${value}`) }))}
      />
      <FormRow>
        <Select
          {...form.field('category')}
          label={t('allergy.category')}
          placeholder={t('choose')}
          options={substanceCategories.map((id) => ({ id, label: t(`allergy.categories.${id}`) }))}
        />
        <Select
          {...form.field('type')}
          label={t('allergy.type')}
          placeholder={t('choose')}
          options={allergyTypes.map((id) => ({ id, label: t(`allergy.types.${id}`) }))}
        />
      </FormRow>
      <ReactionFields value={reactions.value} onChange={reactions.onChange} errorAt={form.error} />
      <FormRow>
        <Select
          {...form.field('verification')}
          label={t('allergy.verification')}
          placeholder={t('choose')}
          options={possible.map((id) => ({ id, label: t(`allergy.verifications.${id}`) }))}
        />
        <Select
          {...form.field('clinicalStatus')}
          label={t('allergy.status')}
          placeholder={t('choose')}
          options={clinicalStatuses.map((id) => ({ id, label: t(`allergy.statuses.${id}`) }))}
        />
      </FormRow>
      <OnsetField {...form.field('onset')} />
      <TextArea {...form.field('note')} label={t('allergy.note')} maxLength={2000} rows={2} />
    </>
  )
}
