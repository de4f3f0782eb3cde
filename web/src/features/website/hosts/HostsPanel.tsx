import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { ProblemBanner } from '../../../kit/fields/ProblemBanner.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Form } from '../../../ui/fields/FormActions.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { HostRow } from './HostRow.tsx'

/** Under which names of the practice's own is its page found? */
export function HostsPanel() {
  const { t } = useTranslation('website')
  const { slug: organization } = useOrganization()
  const input = { params: { organization } }
  const { data: hosts } = useSuspenseQuery(usePrefetched(q.website.hosts.list.queryOptions({ input })))
  return (
    <Section title={t('hosts')} description={t('hostsText')} className="mt-8">
      {hosts.items.length > 0 && (
        <ul className="mb-6 flex flex-col divide-y divide-line border-y border-line">
          {hosts.items.map((host) => (
            <HostRow key={host.id} host={host} />
          ))}
        </ul>
      )}
      <NewHost organization={organization} />
    </Section>
  )
}

function NewHost({ organization }: { organization: string }) {
  const { t } = useTranslation('website')
  const refresh = useRefresh()
  const once = useIntent()
  const form = useFormState({ name: '' }, { required: ['name'] })
  const add = async (body: typeof form.values) => {
    await once(api.website.hosts.create, { params: { organization }, body })
    form.reset({ name: '' })
    await refresh(q.website.hosts.key())
    toast.good(t('hostAdded'))
  }
  return (
    <Form label={t('addHost')} onSubmit={() => void form.submit(add)}>
      <ProblemBanner form={form} />
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          {...form.field('name')}
          label={t('hostName')}
          dir="ltr"
          spellCheck="false"
          className="max-w-sm flex-1 basis-60"
        />
        <Button type="submit" isPending={form.isSubmitting}>
          {t('addHost')}
        </Button>
      </div>
    </Form>
  )
}
