import { ChevronRight, Plus, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { AppLink } from '../../../kit/screen/navigation.tsx'
import { useMe } from '../../../kit/session/session.tsx'
import { Avatar } from '../../../ui/signs/Avatar.tsx'
import { buttonLinkClass } from '../../../ui/buttons/Link.tsx'
import { paths } from '../../../paths.ts'
import { logoUrl } from '../logo/logo-url.ts'
import { useRoleName } from '../roles/use-role-name.ts'

export function OrganizationChooser() {
  const { t } = useTranslation('organizations')
  const roleName = useRoleName()
  const { memberships } = useMe()
  return (
    <div className="flex flex-col gap-4">
      <ul className="overflow-hidden rounded-lg border border-line bg-surface empty:hidden">
        {memberships.map(({ organization, role, needsSecondFactor }) => (
          <li key={organization.id} className="border-b border-line last:border-b-0">
            <AppLink
              href={paths.today(organization.slug)}
              className="flex min-h-16 items-center gap-3 px-4 py-3 -outline-offset-2! hover:bg-hover"
            >
              <Avatar name={organization.name} imageUrl={logoUrl(organization)} />
              <span className="min-w-0 flex-1">
                <span dir="auto" className="block truncate text-start font-semibold">
                  {organization.name}
                </span>
                <span className="block text-13 text-muted">{roleName(role)}</span>
                {needsSecondFactor && (
                  <span className="flex items-center gap-1.5 text-13 text-muted">
                    <ShieldCheck aria-hidden="true" className="size-3.5 shrink-0" />
                    {t('chooser.secondFactor')}
                  </span>
                )}
              </span>
              <ChevronRight aria-hidden="true" className="size-5 text-muted rtl:-scale-x-100" />
            </AppLink>
          </li>
        ))}
      </ul>
      <AppLink href={paths.newOrganization()} className={`${buttonLinkClass('quiet')} self-center`}>
        <Plus aria-hidden="true" className="size-4" />
        {t('place.add')}
      </AppLink>
    </div>
  )
}
