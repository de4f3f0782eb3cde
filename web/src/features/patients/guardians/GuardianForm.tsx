import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Guardian } from '@polyclinic/contract/patients/guardians.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Form } from '../../../ui/fields/FormActions.tsx'
import { GuardianFields } from './GuardianFields.tsx'
import { guardianValues, type GuardianValues } from './guardian-values.ts'
import { PanelActions } from '../patient-form/PanelActions.tsx'
import { useSaveGuardian } from './use-save-guardian.tsx'
import { useWords } from '../words.ts'

type Props = { guardian: Guardian; onSaved: (guardian: Guardian) => void; onCancel: () => void }

export function GuardianForm({ guardian, onSaved, onCancel }: Props) {
  const { t } = useTranslation('patients')
  const words = useWords()
  const { slug } = useOrganization()
  const [base] = useState(guardian)
  const { change, dialog } = useSaveGuardian()
  const form = useFormState<GuardianValues>(guardianValues(base), {
    required: ['name'],
    rememberAs: `guardian:${slug}:${base.id}:${base.version}`,
  })
  const submit = async () => {
    const saved = await form.submit((values) => change(base, values))
    if (saved) onSaved(saved)
  }
  return (
    <Form onSubmit={() => void submit()} label={words('editGuardian')}>
      {form.problemText && (
        <Banner tone="bad" isAnnounced>
          {form.problemText}
        </Banner>
      )}
      <GuardianFields values={form.values} onChange={(name, value) => form.set(name, value)} errorAt={form.error} />
      <PanelActions>
        <Button onPress={onCancel}>{t('kit:action.cancel')}</Button>
        <Button type="submit" variant="primary" isPending={form.isSubmitting}>
          {t('kit:action.save')}
        </Button>
      </PanelActions>
      {dialog}
    </Form>
  )
}
