import { useTranslation } from 'react-i18next'
import { linkPermissions } from '@polyclinic/contract/patients/link-permissions.ts'
import { formerSees, ownsIt, relationKinds } from '@polyclinic/contract/patients/relations/relation-kinds.ts'
import type { Relation } from '@polyclinic/contract/patients/relations/relations.ts'
import { api, ifMatch } from '../../../kit/api/api.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { DateField } from '../../../kit/fields/DateField.tsx'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { NumberField } from '../../../kit/fields/NumberField.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Checkbox, CheckboxGroup } from '../../../ui/choices/Checkbox.tsx'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { useWords, type PatientKind } from '../words.ts'
import { useRelationsRefresh } from './queries.ts'

type Values = Pick<Relation, 'kind' | 'permissions' | 'isPreferred' | 'afterwards'> & {
  sharePercent: number | null
  from: string | null
  until: string | null
  isKeptOut: boolean
  reason: string
}

const valuesOf = (relation: Relation): Values => ({
  kind: relation.kind,
  sharePercent: relation.sharePercent ?? null,
  from: relation.from ?? null,
  until: relation.until ?? null,
  permissions: relation.permissions,
  isPreferred: relation.isPreferred,
  afterwards: relation.afterwards,
  isKeptOut: relation.blocked !== undefined,
  reason: relation.blocked?.reason ?? '',
})

/** A share belongs to owners, a reason to whoever is kept out; what did not change is not sent, so that no end moves. */
function changeOf(before: Values, { isKeptOut, reason, ...after }: Values) {
  const kept = { ...after, sharePercent: ownsIt(after.kind) ? after.sharePercent : null }
  const changed = Object.entries(kept).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof typeof kept]),
  )
  const isBlockChanged = isKeptOut !== before.isKeptOut || (isKeptOut && reason !== before.reason)
  return { ...Object.fromEntries(changed), ...(isBlockChanged && { blocked: isKeptOut ? { reason } : null }) }
}

type Props = { relation: Relation; kind: PatientKind; onClose: () => void }

export function RelationDialog({ relation, kind, onClose }: Props) {
  const { t } = useTranslation('patients')
  const { slug: organization } = useOrganization()
  const refresh = useRelationsRefresh()
  const before = valuesOf(relation)
  const form = useFormState<Values>(before)
  const save = async (values: Values) => {
    const params = { organization, id: relation.patientId, guardianId: relation.guardianId }
    try {
      await api.patients.relations.update({
        params,
        body: changeOf(before, values),
        headers: ifMatch(relation.version),
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
      title={relation.guardianName}
      description={t('relation.editText', { name: relation.patientName })}
    >
      <TermsFields form={form} kind={kind} />
      <KeepOutFields form={form} kind={kind} />
    </FormDialog>
  )
}

type FieldsProps = { form: ReturnType<typeof useFormState<Values>> }

function TermsFields({ form, kind }: FieldsProps & { kind: PatientKind }) {
  const { t } = useTranslation('patients')
  const words = useWords(kind)
  const { values } = form
  return (
    <>
      <FormRow>
        <Select
          {...form.field('kind')}
          label={t('relation.kind')}
          placeholder={t('choose')}
          options={relationKinds.map((id) => ({ id, label: t(`relation.kinds.${id}`) }))}
        />
        {ownsIt(values.kind) && (
          <NumberField
            {...form.field('sharePercent')}
            label={t('relation.share')}
            description={t('relation.shareText')}
            minValue={0.01}
            maxValue={100}
            digits={2}
            hasNoSteppers
          />
        )}
      </FormRow>
      <DaysFields form={form} />
      <CheckboxGroup
        {...form.field('permissions')}
        label={t('relation.may')}
        options={linkPermissions.map((value) => ({
          value,
          label: t(`portal.permission.${value}`),
          description: t(`relation.permissionText.${value}`),
        }))}
      />
      <Checkbox
        {...form.field('isPreferred')}
        label={t('relation.isPreferred')}
        description={words('relation.preferredText')}
      />
    </>
  )
}

function KeepOutFields({ form, kind }: FieldsProps & { kind: PatientKind }) {
  const { t } = useTranslation('patients')
  const words = useWords(kind)
  return (
    <>
      <Checkbox
        {...form.field('isKeptOut')}
        label={t('relation.keepOut')}
        description={words('relation.keepOutText')}
      />
      {form.values.isKeptOut && (
        <TextArea
          {...form.field('reason')}
          label={t('relation.reason')}
          description={t('relation.reasonText')}
          error={form.error('blocked.reason')}
          maxLength={300}
          rows={2}
        />
      )}
    </>
  )
}

function DaysFields({ form }: FieldsProps) {
  const { t } = useTranslation('patients')
  return (
    <>
      <FormRow>
        <DateField {...form.field('from')} label={t('alert.from')} />
        <DateField {...form.field('until')} label={t('alert.until')} description={t('relation.untilText')} />
      </FormRow>
      {form.values.until && (
        <RadioGroup
          {...form.field('afterwards')}
          label={t('relation.afterwardsLabel')}
          options={formerSees.map((value) => ({ value, label: t(`relation.formerSees.${value}`) }))}
        />
      )}
    </>
  )
}
