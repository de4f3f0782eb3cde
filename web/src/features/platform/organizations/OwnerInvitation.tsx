import { useTranslation } from 'react-i18next'
import type { PlatformOrganizationDetails } from '@polyclinic/contract/platform/organizations.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { ProblemBanner } from '../../../kit/fields/ProblemBanner.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { currentLanguage } from '../../../kit/texts/i18n.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Form, FormActions } from '../../../ui/fields/FormActions.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { Section } from '../../../ui/layout/Card.tsx'

/** While nobody works there: the link may have gone to the wrong address, or got lost. */
export function OwnerInvitation({ id, isOwnerInvited }: PlatformOrganizationDetails) {
  const { t } = useTranslation('platform')
  const once = useIntent()
  const refresh = useRefresh()
  const form = useFormState({ ownerEmail: '' }, { required: ['ownerEmail'] })
  const invite = async ({ ownerEmail }: typeof form.values) => {
    const body = { ownerEmail, language: currentLanguage() }
    await once(api.platform.platformOrganizations.inviteOwner, { params: { id }, body })
    await refresh(q.platform.platformOrganizations.key())
    toast.good(t('owner.invited', { email: ownerEmail }))
    form.reset({ ownerEmail: '' })
  }
  return (
    <Section
      title={t('owner.title')}
      headingLevel={3}
      description={t(isOwnerInvited ? 'owner.waiting' : 'owner.nobody')}
    >
      <Form label={t('owner.title')} onSubmit={() => void form.submit(invite)}>
        <ProblemBanner form={form} />
        <TextField
          {...form.field('ownerEmail')}
          label={t('field.ownerEmail')}
          type="email"
          dir="ltr"
          autoComplete="off"
        />
        <FormActions>
          <Button type="submit" isPending={form.isSubmitting}>
            {t('owner.invite')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}
