import { useTranslation } from 'react-i18next'
import { api } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { currentLanguage } from '../../../kit/texts/i18n.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { StepForm } from './StepForm.tsx'

const roles = ['receptionist', 'practitioner', 'nurse', 'clinic-administrator'] as const
type Role = (typeof roles)[number]

/** Nobody has to work alone, but anybody may. */
export function ColleagueStep({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('staff')
  const { slug: organization } = useOrganization()
  const once = useIntent()
  const form = useFormState(
    { email: '', role: 'receptionist' as Role },
    { required: ['email'], rememberAs: `setup:${organization}:colleague` },
  )
  const invite = async ({ email, role }: typeof form.values) => {
    const body = { email, role, language: currentLanguage() }
    await once(api.organizations.invitations.create, { params: { organization }, body })
    toast.good(t('setup.invited', { email }))
    onDone()
  }
  return (
    <StepForm
      label={t('setup.title.colleague')}
      isSubmitting={form.isSubmitting}
      problemText={form.problemText}
      actionLabel={t('setup.invite')}
      onSkip={onDone}
      onSubmit={() => void form.submit(invite)}
    >
      <TextField
        {...form.field('email')}
        label={t('setup.email')}
        type="email"
        dir="ltr"
        autoComplete="off"
        autoFocus
      />
      <RadioGroup
        {...form.field('role')}
        label={t('setup.role')}
        options={roles.map((value) => ({
          value,
          label: t(`organizations:role.${value}`),
          description: t(`organizations:roleText.${value}`),
        }))}
      />
    </StepForm>
  )
}
