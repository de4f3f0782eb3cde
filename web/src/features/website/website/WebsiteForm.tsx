import { useState } from 'react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Website } from '@polyclinic/contract/website/website.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { ProblemBanner } from '../../../kit/fields/ProblemBanner.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Switch } from '../../../ui/choices/Switch.tsx'
import { Form, FormActions } from '../../../ui/fields/FormActions.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { CardCode, PageAddress } from './Addresses.tsx'

const valuesOf = ({ isPublic, embedOrigins }: Website) => ({ isPublic, embedOrigins: embedOrigins.join('\n') })

/** A line for each site; empty ones are none. */
const linesOf = (typed: string) =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** What is typed over what is kept, and how it is saved. */
function useWebsiteForm(organization: string) {
  const { t } = useTranslation('website')
  const refresh = useRefresh()
  const input = { params: { organization } }
  const { data: website } = useSuspenseQuery(usePrefetched(q.website.website.get.queryOptions({ input })))
  const [version, setVersion] = useState(website.version)
  const form = useFormState(valuesOf(website))
  const save = async ({ isPublic, embedOrigins }: typeof form.values) => {
    const body = { isPublic, embedOrigins: linesOf(embedOrigins) }
    const saved = await api.website.website.change({ ...input, body, headers: ifMatch(version) })
    setVersion(saved.version)
    form.reset(valuesOf(saved))
    await refresh(q.website.website.key())
    toast.good(t('saved'))
  }
  return { website, form, save }
}

/** Whether the practice shows itself, and which sites may show its card. */
export function WebsiteForm() {
  const { t } = useTranslation('website')
  const { slug: organization } = useOrganization()
  const { website, form, save } = useWebsiteForm(organization)
  return (
    <Form label={t('title')} onSubmit={() => void form.submit(save)}>
      <ProblemBanner form={form} />
      <Section title={t('title')} description={t('text')}>
        <Switch
          label={t('switch')}
          description={t('switchText')}
          value={form.values.isPublic}
          onChange={(isPublic) => form.set('isPublic', isPublic)}
        />
        <PageAddress website={website} />
      </Section>
      <Section title={t('embed')} description={t('embedText')} className="mt-4">
        <div className="flex flex-col gap-6">
          <TextArea
            label={t('sites')}
            description={t('sitesText')}
            value={form.values.embedOrigins}
            onChange={(embedOrigins) => form.set('embedOrigins', embedOrigins)}
            error={form.error('embedOrigins')}
          />
          <CardCode website={website} organization={organization} />
        </div>
      </Section>
      <FormActions>
        <Button
          type="submit"
          variant="primary"
          isPending={form.isSubmitting}
          disabledReason={form.isDirty ? undefined : t('unchanged')}
        >
          {t('kit:action.save')}
        </Button>
      </FormActions>
    </Form>
  )
}
