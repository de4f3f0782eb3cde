import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GuardianSummary } from '@polyclinic/contract/patients/guardians.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { formerSees } from '@polyclinic/contract/patients/relations/relation-kinds.ts'
import type { Relation } from '@polyclinic/contract/patients/relations/relations.ts'
import { api } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { DateField } from '../../../kit/fields/DateField.tsx'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { SearchPicker } from '../../../kit/search/SearchPicker.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { todayIn } from '../../../kit/texts/format.ts'
import { CheckboxGroup } from '../../../ui/choices/Checkbox.tsx'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { GuardianLine } from '../guardians/GuardianLine.tsx'
import { guardianMatches } from '../guardians/queries.ts'
import { fullName } from '../patients/naming.ts'
import { useWords } from '../words.ts'
import { useRelationsRefresh } from './queries.ts'

type Values = {
  guardian: { id: string; name: string } | null
  /** Null where somebody on file is looked for. */
  newName: string | null
  phone: string
  email: string
  on: string | null
  former: string[]
  formerSees: (typeof formerSees)[number]
}

type Props = { patient: Patient; relations: readonly Relation[]; onClose: () => void }

const bodyOf = (values: Values, relations: readonly Relation[]) => {
  const contact = { ...(values.phone && { phone: values.phone }), ...(values.email && { email: values.email }) }
  return {
    former: relations
      .filter(({ guardianId }) => values.former.includes(guardianId))
      .map(({ guardianId, version }) => ({ guardianId, version })),
    on: values.on ?? '',
    formerSees: values.formerSees,
    ...(values.newName === null
      ? { guardianId: values.guardian?.id }
      : { newGuardian: { name: values.newName, ...(Object.keys(contact).length > 0 && { contact }) } }),
  }
}

const stopping = ['owner', 'co-owner', 'parent']

const startOf = (running: readonly Relation[], today: string): Values => ({
  guardian: null,
  newName: null,
  phone: '',
  email: '',
  on: today,
  former: running.filter(({ kind }) => stopping.includes(kind)).map(({ guardianId }) => guardianId),
  formerSees: 'until-then',
})

/** Somebody else answers from a day on: found or typed, the day, and what the former one goes on seeing. */
export function ChangeGuardianDialog({ patient, relations, onClose }: Props) {
  const { t } = useTranslation('patients')
  const words = useWords(patient.kind)
  const { slug: organization, timeZone } = useOrganization()
  const once = useIntent()
  const refresh = useRelationsRefresh()
  const [running] = useState(() => relations.filter(({ state }) => state === 'running'))
  const form = useFormState<Values>(startOf(running, todayIn(timeZone)), { required: ['on'] })
  const save = async (values: Values) => {
    const params = { organization, id: patient.id }
    try {
      await once(api.patients.relations.changeGuardian, { params, body: bodyOf(values, running) })
    } catch (error) {
      if (problemOf(error).code === 'stale') void refresh()
      throw error
    }
    await refresh()
    toast.good(words('relation.changed', { name: values.newName ?? values.guardian?.name }))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(save)}
      onClose={onClose}
      title={words('relation.change')}
      description={<bdi>{fullName(patient)}</bdi>}
      action={words('relation.change')}
    >
      <WhoFields form={form} patient={patient} />
      <DateField {...form.field('on')} label={t('relation.on')} description={words('relation.onText')} />
      {running.length > 0 && <FormerFields form={form} running={running} />}
    </FormDialog>
  )
}

function FormerFields({ form, running }: Pick<FieldsProps, 'form'> & { running: readonly Relation[] }) {
  const { t } = useTranslation('patients')
  return (
    <>
      <CheckboxGroup
        {...form.field('former')}
        label={t('relation.ends')}
        options={running.map((one) => ({
          value: one.guardianId,
          label: <bdi>{one.guardianName}</bdi>,
          description: t(`relation.kinds.${one.kind}`),
        }))}
      />
      <RadioGroup
        {...form.field('formerSees')}
        label={t('relation.afterwardsLabel')}
        options={formerSees.map((value) => ({ value, label: t(`relation.formerSees.${value}`) }))}
      />
    </>
  )
}

type FieldsProps = { form: ReturnType<typeof useFormState<Values>>; patient: Patient }

function WhoFields({ form, patient }: FieldsProps) {
  const words = useWords(patient.kind)
  const { slug } = useOrganization()
  const { guardian, newName } = form.values
  if (newName !== null) return <NewFields form={form} patient={patient} name={newName} />
  return (
    <SearchPicker<GuardianSummary>
      label={words('relation.next')}
      placeholder={words('guardianPlaceholder')}
      isRequired
      autoFocus
      ask={(search) => guardianMatches(slug, search)}
      nameOf={({ id, name }) => ({ id, label: name })}
      renderHit={(one, query) => <GuardianLine guardian={one} query={query} />}
      value={guardian && { id: guardian.id, label: guardian.name }}
      onPick={({ id, name }) => form.set('guardian', { id, name })}
      onClear={() => form.set('guardian', null)}
      noneText={(search) => words('noMatch', { search })}
      addNew={{ label: (name) => words('addGuardianNamed', { name }), onAdd: (name) => form.set('newName', name) }}
      error={form.error('guardianId')}
    />
  )
}

function NewFields({ form, patient, name }: FieldsProps & { name: string }) {
  const { t } = useTranslation('patients')
  const words = useWords(patient.kind)
  return (
    <>
      <TextField
        {...form.field('newName')}
        value={name}
        label={words('guardianName')}
        error={form.error('newGuardian.name')}
        dir="auto"
        isRequired
      />
      <FormRow>
        <TextField
          {...form.field('phone')}
          label={t('field.phone')}
          error={form.error('newGuardian.contact.phone')}
          type="tel"
          dir="ltr"
        />
        <TextField
          {...form.field('email')}
          label={t('field.email')}
          error={form.error('newGuardian.contact.email')}
          type="email"
          dir="ltr"
        />
      </FormRow>
      <Button size="small" className="self-start" onPress={() => form.set('newName', null)}>
        {t('relation.onFile')}
      </Button>
    </>
  )
}
