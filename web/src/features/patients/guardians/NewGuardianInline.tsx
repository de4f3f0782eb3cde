import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryClient } from '@tanstack/react-query'
import { api, q } from '../../../kit/api/api.ts'
import { fieldErrorsOf, problemText } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { useWords, type PatientKind } from '../words.ts'
import type { GuardianRef } from '../patient-form/patient-values.ts'
import { LikeGuardians } from '../duplicates/DuplicateWarning.tsx'
import { useDuplicates } from '../duplicates/use-duplicates.ts'
import { useIntent } from '../../../kit/api/intent.ts'

type Props = { kind: PatientKind; name: string; onAdded: (guardian: GuardianRef) => void; onCancel: () => void }

/** A new guardian inside the patient's form; not a form of its own, because forms cannot be nested. */
export function NewGuardianInline({ kind, name: startName, onAdded, onCancel }: Props) {
  const words = useWords(kind)
  const { t } = useTranslation('patients')
  const { slug } = useOrganization()
  const client = useQueryClient()
  const once = useIntent()
  const [values, setValues] = useState({ name: startName, phone: '', email: '' })
  const [problem, setProblem] = useState<unknown>(null)
  const [isPending, setPending] = useState(false)
  const likes = useDuplicates({ guardian: { name: values.name, contact: values } })
  const errors = problem === null ? {} : fieldErrorsOf(problem)

  const add = async () => {
    if (isPending) return
    setPending(true)
    setProblem(null)
    const contact = { ...(values.phone && { phone: values.phone }), ...(values.email && { email: values.email }) }
    const body = { name: values.name, ...(Object.keys(contact).length > 0 && { contact }) }
    try {
      const guardian = await once(api.patients.guardians.create, { params: { organization: slug }, body })
      void client.invalidateQueries({ queryKey: q.patients.guardians.key() })
      onAdded({ id: guardian.id, name: guardian.name })
    } catch (error) {
      setProblem(error)
      setPending(false)
    }
  }
  const addOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    void add()
  }
  const field = (name: keyof typeof values, path: string) => ({
    value: values[name],
    onChange: (value: string) => setValues({ ...values, [name]: value }),
    error: errors[path],
  })
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Enter here would send the form around it
    <fieldset
      aria-label={words('newGuardian')}
      onKeyDown={addOnEnter}
      className="min-w-0 flex flex-col gap-4 rounded-lg border border-line bg-canvas p-4"
    >
      {problem !== null && Object.keys(errors).length === 0 && (
        <Banner tone="bad" isAnnounced>
          {problemText(problem)}
        </Banner>
      )}
      <TextField label={words('guardianName')} dir="auto" autoFocus isRequired {...field('name', 'name')} />
      <FormRow>
        <TextField label={t('field.phone')} type="tel" dir="ltr" {...field('phone', 'contact.phone')} />
        <TextField label={t('field.email')} type="email" dir="ltr" {...field('email', 'contact.email')} />
      </FormRow>
      <LikeGuardians kind={kind} found={likes.guardian} onUse={({ id, name }) => onAdded({ id, name })} />
      <div className="flex justify-end gap-2">
        <Button size="small" onPress={onCancel}>
          {t('kit:action.cancel')}
        </Button>
        <Button size="small" variant="primary" onPress={() => void add()} isPending={isPending}>
          {words('addGuardian')}
        </Button>
      </div>
    </fieldset>
  )
}
