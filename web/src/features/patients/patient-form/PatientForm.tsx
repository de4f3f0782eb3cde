import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Patient, PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Form } from '../../../ui/fields/FormActions.tsx'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { AnimalFields } from './AnimalFields.tsx'
import { LikePatients } from '../duplicates/DuplicateWarning.tsx'
import { HumanFields } from './HumanFields.tsx'
import { MoreFields } from './MoreFields.tsx'
import { PanelActions } from './PanelActions.tsx'
import { emptyPatient, patientValues, type GuardianRef, type PatientValues } from './patient-values.ts'
import { useDuplicates } from '../duplicates/use-duplicates.ts'
import { useSavePatient } from './use-save-patient.tsx'
import { useUsualKind, useWords } from '../words.ts'

type Props = {
  /** The patient to change; without it a new one is added. */
  patient?: Patient
  /** What a new one starts with, for instance what was typed in a search. */
  start?: { name?: string; guardians?: GuardianRef[]; homeClinicId?: string }
  onSaved: (patient: Patient) => void
  onCancel: () => void
  /** Opens a patient who is already on file instead of adding it twice; without it, on a page of its own. */
  onOpenExisting?: (id: string) => void
  onUseExisting?: (patient: PatientSummary) => void
}

/** Adds or changes a patient, a person or an animal. Made for a side panel: its buttons stay in sight. */
export function PatientForm({ patient, start, onSaved, onCancel, onOpenExisting, onUseExisting }: Props) {
  const { t } = useTranslation('patients')
  const { slug, kind: organizationKind } = useOrganization()
  const usualKind = useUsualKind()
  // What the form started from stays, whatever arrives while one types.
  const [initial] = useState(() => (patient ? patientValues(patient) : startValues(emptyPatient(usualKind), start)))
  const [base] = useState(patient)
  const form = useFormState<PatientValues>(initial, {
    rememberAs: base ? `patient:${slug}:${base.id}:${base.version}` : `patient:${slug}:new:${start?.name ?? ''}`,
    required: ['givenName'],
    check: ({ kind, species }): Record<string, string> =>
      kind === 'animal' && !species ? { species: t('kit:issue.species') } : {},
  })
  const [wasRestored, setRestored] = useState(form.isDirty)
  const { save, dialog } = useSavePatient(base)
  const { kind } = form.values
  const likes = useDuplicates(base ? {} : { patients: [form.values] })
  const words = useWords(kind)
  const Fields = kind === 'animal' ? AnimalFields : HumanFields

  const submit = async () => {
    const saved = await form.submit(save)
    if (saved) onSaved(saved)
  }
  return (
    <Form onSubmit={() => void submit()} label={words(base ? 'editPatient' : 'newPatient')}>
      {form.problemText && (
        <Banner tone="bad" isAnnounced>
          {form.problemText}
        </Banner>
      )}
      {wasRestored && (
        <Banner
          tone="info"
          action={
            <Button
              size="small"
              onPress={() => {
                form.reset(initial)
                setRestored(false)
              }}
            >
              {t('restored.startOver')}
            </Button>
          }
        >
          {t('restored.text')}
        </Banner>
      )}
      {!base && organizationKind === 'mixed' && (
        <SegmentedControl
          label={t('field.kind')}
          value={kind}
          onChange={(next) => form.set('kind', next)}
          segments={[
            { value: 'human', label: t('kind.human') },
            { value: 'animal', label: t('kind.animal') },
          ]}
          className="self-start"
        />
      )}
      <Fields form={form} isNew={!base} />
      <LikePatients values={form.values} found={likes.patients[0]} onUse={onUseExisting} onOpen={onOpenExisting} />
      <MoreFields form={form} isNew={!base} patient={base} />
      <PanelActions>
        <Button onPress={onCancel}>{t('kit:action.cancel')}</Button>
        <Button type="submit" variant="primary" isPending={form.isSubmitting}>
          {base ? t('kit:action.save') : words('addPatient')}
        </Button>
      </PanelActions>
      {dialog}
    </Form>
  )
}

/** "Amina Haddad" becomes two names, a number a phone. */
function startValues(empty: PatientValues, start: Props['start']): PatientValues {
  const text = start?.name?.trim() ?? ''
  const given = { ...empty, guardians: start?.guardians ?? [], homeClinicId: start?.homeClinicId ?? null }
  if (/^[+\d][\d\s()./-]+$/.test(text)) return { ...given, contact: { ...empty.contact, phone: text } }
  const [first = '', ...rest] = text.split(/\s+/)
  if (empty.kind === 'animal') return { ...given, givenName: text }
  return { ...given, givenName: first, familyName: rest.join(' ') }
}
