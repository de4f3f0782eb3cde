import { useTranslation } from 'react-i18next'
import { api, q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { PictureField, pictureChanges } from '../../files/public.ts'
import { logoUrl } from './logo-url.ts'

export function LogoPanel() {
  const { t } = useTranslation('organizations')
  const { slug, name, membership } = useOrganization()
  const refresh = useRefresh()
  const params = { organization: slug }
  const { onSent, onRemove } = pictureChanges({
    set: (fileId) => api.organizations.logo.set({ params, body: { fileId } }),
    remove: () => api.organizations.logo.remove({ params }),
    changed: () => refresh(q.identity.me.key(), q.organizations.organizations.key()),
    savedText: t('logo.saved'),
    removedText: t('logo.removed'),
  })
  const removeIfSure = async () => {
    const isSure = await confirm({
      title: t('logo.removeTitle'),
      text: t('logo.removeText'),
      confirmLabel: t('kit:action.remove'),
    })
    if (isSure) await onRemove()
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
        onSent={onSent}
        onRemove={removeIfSure}
      />
    </Section>
  )
}
