import { useTranslation } from 'react-i18next'
import { api, q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { PictureField } from '../../files/public.ts'
import { logoUrl } from './logo-url.ts'

export function LogoPanel() {
  const { t } = useTranslation('organizations')
  const { slug, name, membership } = useOrganization()
  const refresh = useRefresh()
  const params = { organization: slug }
  const done = async (text: string) => {
    await refresh(q.identity.me.key(), q.organizations.organizations.key())
    toast.good(text)
  }
  const set = async (fileId: string) => {
    await api.organizations.logo.set({ params, body: { fileId } })
    await done(t('logo.saved'))
  }
  const remove = async () => {
    const isSure = await confirm({
      title: t('logo.removeTitle'),
      text: t('logo.removeText'),
      confirmLabel: t('kit:action.remove'),
    })
    if (!isSure) return
    try {
      await api.organizations.logo.remove({ params })
      await done(t('logo.removed'))
    } catch (error) {
      toast.problem(error)
    }
  }
  return (
    <Section title={t('logo.title')} description={t('logo.text')}>
      <PictureField
        organization={slug}
        purpose="logo"
        url={logoUrl(membership.organization)}
        alt={name}
        emptyText={t('logo.none')}
        camera="environment"
        onSent={set}
        onRemove={remove}
      />
    </Section>
  )
}
