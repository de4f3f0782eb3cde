import { useEffect } from 'react'
import { Eye } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { endPreview, usePreview } from '../../../kit/session/preview.ts'
import { useMe, useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { paths } from '../../../paths.ts'
import { useRoleName } from './use-role-name.ts'

/** Above everything while a role is tried on: whose eyes these are, and the way back to one's own. */
export function PreviewBanner() {
  const { t } = useTranslation('organizations')
  const { account } = useMe()
  const { slug, preview } = useOrganization()
  const running = usePreview()
  const roleName = useRoleName()
  const isAnothers = running !== undefined && running.accountId !== account.id
  useEffect(() => {
    if (isAnothers) endPreview()
  }, [isAnothers])
  if (!preview) return null
  const end = () => {
    endPreview()
    location.assign(paths.settings.roles(slug))
  }
  return (
    <div
      role="status"
      data-print="hide"
      className="flex shrink-0 flex-wrap items-center justify-center gap-x-4 gap-y-1 bg-info-soft px-4 py-1.5 text-ink"
    >
      <span className="flex min-w-0 items-center gap-2">
        <Eye aria-hidden="true" className="size-4 shrink-0 text-info-ink" />
        <span>{t('preview.text', { role: roleName(preview.role) })}</span>
      </span>
      <Button size="small" onPress={end}>
        {t('preview.end')}
      </Button>
    </div>
  )
}
