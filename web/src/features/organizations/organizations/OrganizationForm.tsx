import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Organization } from '@polyclinic/contract/organizations/organizations.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useLanguage } from '../../../kit/texts/i18n.ts'
import { ProblemBanner } from '../../../kit/fields/ProblemBanner.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Facts } from '../../../ui/layout/Card.tsx'
import { Form, FormActions } from '../../../ui/fields/FormActions.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { TimeZoneField } from './PlaceFields.tsx'

export function OrganizationForm() {
  const { t } = useTranslation('organizations')
  const { slug } = useOrganization()
  const refresh = useRefresh()
  const params = { organization: slug }
  const { data: organization } = useSuspenseQuery(
    usePrefetched(q.organizations.organizations.get.queryOptions({ input: { params } })),
  )
  const form = useFormState(
    { name: organization.name, timeZone: organization.timeZone },
    { required: ['name', 'timeZone'] },
  )
  const save = async (body: typeof form.values) => {
    await api.organizations.organizations.update({ params, body, headers: ifMatch(organization.version) })
    await refresh(q.organizations.organizations.key(), q.identity.me.key())
    toast.good(t('kit:state.saved'))
  }
  return (
    <div className="flex max-w-xl flex-col gap-10">
      <Form label={t('organization.title')} onSubmit={() => void form.submit(save)}>
        <ProblemBanner form={form} />
        <TextField {...form.field('name')} label={t('field.organizationName')} dir="auto" maxLength={120} />
        <TimeZoneField {...form.field('timeZone')} />
        <FormActions>
          <Button
            type="submit"
            variant="primary"
            isPending={form.isSubmitting}
            disabledReason={form.isDirty ? undefined : t('organization.unchanged')}
          >
            {t('kit:action.save')}
          </Button>
        </FormActions>
      </Form>
      <About organization={organization} />
    </div>
  )
}

/** What nobody changes any more. */
function About({ organization }: { organization: Organization }) {
  const { t } = useTranslation('organizations')
  const { locale } = useLanguage()
  const name = (type: 'region' | 'currency', code: string) => new Intl.DisplayNames(locale, { type }).of(code)
  return (
    <Facts
      items={[
        { label: t('field.slug'), value: <span dir="ltr">{`${location.host}/${organization.slug}`}</span> },
        { label: t('field.kind'), value: t(`kind.${organization.kind}`) },
        { label: t('field.country'), value: name('region', organization.country) },
        ...(organization.region
          ? [{ label: t('field.region'), value: <bdi dir="ltr">{organization.region}</bdi> }]
          : []),
        { label: t('field.currency'), value: name('currency', organization.currency) },
        { label: t('field.legalEntities'), value: organization.legalEntities.map((one) => one.name).join(', ') },
      ]}
    />
  )
}
