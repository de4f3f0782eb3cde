import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Plus } from 'lucide-react'
import type { Guardian } from '@polyclinic/contract/patients/guardians.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Form } from '../../../ui/fields/FormActions.tsx'
import { DependantCard } from './DependantCard.tsx'
import { LikeGuardians } from '../duplicates/DuplicateWarning.tsx'
import { GuardianFields } from './GuardianFields.tsx'
import { emptyGuardian, type GuardianValues } from './guardian-values.ts'
import { PanelActions } from '../patient-form/PanelActions.tsx'
import { emptyPatient, type PatientValues } from '../patient-form/patient-values.ts'
import { useDuplicates } from '../duplicates/use-duplicates.ts'
import { useSaveGuardian } from './use-save-guardian.tsx'
import { useWords, type PatientKind } from '../words.ts'

type Props = {
  start?: { name?: string }
  onSaved: (guardian: Guardian) => void
  onCancel: () => void
  onOpenExisting?: (id: string) => void
}

type CustomerValues = GuardianValues & { newPatients: PatientValues[] }

/** A guardian and their patients in one go: "a new customer with two cats". Made for a side panel. */
export function CustomerForm({ start, onSaved, onCancel, onOpenExisting }: Props) {
  const { t } = useTranslation('patients')
  const words = useWords()
  const { slug, kind: organizationKind } = useOrganization()
  const usual: PatientKind = organizationKind === 'human' ? 'human' : 'animal'
  const [initial] = useState<CustomerValues>(() => ({
    ...emptyGuardian,
    name: start?.name ?? '',
    newPatients: [emptyPatient(usual)],
  }))
  const { add, dialog } = useSaveGuardian()
  const form = useFormState<CustomerValues>(initial, {
    required: ['name'],
    rememberAs: `customer:${slug}:${start?.name ?? ''}`,
    check: ({ newPatients }) => missingIn(newPatients, t('kit:issue.required'), t('kit:issue.species')),
  })
  const patients = form.values.newPatients
  const likes = useDuplicates({ guardian: form.values, patients })
  const setPatients = (next: PatientValues[]) => form.set('newPatients', next)

  const submit = async () => {
    const saved = await form.submit(({ newPatients, ...guardian }) => add(guardian, newPatients))
    if (saved) onSaved(saved)
  }
  return (
    <Form onSubmit={() => void submit()} label={words('newCustomer')}>
      {form.problemText && (
        <Banner tone="bad" isAnnounced>
          {form.problemText}
        </Banner>
      )}
      <GuardianFields
        isShort
        hasFocus
        values={form.values}
        onChange={(name, value) => form.set(name, value as CustomerValues[typeof name])}
        errorAt={form.error}
      />
      <LikeGuardians found={likes.guardian} />
      {patients.map((patient, at) => (
        <DependantCard
          // The place in the list is the identity: an entry has no other until it is saved.
          key={at}
          number={at + 1}
          values={patient}
          onChange={(next) => setPatients(patients.map((one, place) => (place === at ? next : one)))}
          onRemove={patients.length > 1 ? () => setPatients(patients.filter((_, place) => place !== at)) : undefined}
          errorAt={(path) => form.error(`newPatients.${at}.${path}`)}
          found={likes.patients[at]}
          onOpenExisting={onOpenExisting}
        />
      ))}
      <Button
        className="self-start"
        icon={<Plus aria-hidden="true" className="size-4" />}
        onPress={() => setPatients([...patients, emptyPatient(patients.at(-1)?.kind ?? usual)])}
      >
        {words('addAnother')}
      </Button>
      <PanelActions>
        <Button onPress={onCancel}>{t('kit:action.cancel')}</Button>
        <Button type="submit" variant="primary" isPending={form.isSubmitting}>
          {words('addCustomer')}
        </Button>
      </PanelActions>
      {dialog}
    </Form>
  )
}

function missingIn(patients: readonly PatientValues[], required: string, species: string): Record<string, string> {
  return Object.fromEntries(
    patients.flatMap((patient, at) => [
      ...(patient.givenName.trim() === '' ? [[`newPatients.${at}.givenName`, required]] : []),
      ...(patient.kind === 'animal' && !patient.species ? [[`newPatients.${at}.species`, species]] : []),
    ]),
  )
}
