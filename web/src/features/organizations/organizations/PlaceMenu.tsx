import { Building2, Check, MapPin, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { useClinic, useMe, useOrganization } from '../../../kit/session/session.tsx'
import { Menu, MenuItem, MenuSection, MenuSeparator } from '../../../ui/overlays/Menu.tsx'
import { paths } from '../../../paths.ts'
import { PlaceButton } from './PlaceButton.tsx'
import { useRoleName } from '../roles/use-role-name.ts'

export function PlaceMenu() {
  const { t } = useTranslation('organizations')
  const roleName = useRoleName()
  const { memberships } = useMe()
  const { slug } = useOrganization()
  const { clinic, clinics, choose } = useClinic()
  const go = useGo()
  // Whoever runs one may run another; the desk is not asked to found an organization.
  const mayFound = memberships.some(({ permissions }) => permissions.includes('organization.manage'))
  return (
    <Menu label={t('place.label')} trigger={<PlaceButton />}>
      {clinics.length > 1 && (
        <MenuSection label={t('place.clinics')}>
          {clinics.map((one) => (
            <MenuItem
              key={one.id}
              label={one.name}
              icon={one.id === clinic?.id ? <Check aria-hidden="true" /> : <MapPin aria-hidden="true" />}
              description={one.id === clinic?.id ? t('place.here') : one.address?.city}
              onAction={() => choose(one.id)}
            />
          ))}
        </MenuSection>
      )}
      <MenuSection label={t('place.organizations')}>
        {memberships.map(({ organization, role }) => (
          <MenuItem
            key={organization.id}
            label={organization.name}
            description={roleName(role)}
            icon={organization.slug === slug ? <Check aria-hidden="true" /> : <Building2 aria-hidden="true" />}
            onAction={() => go(paths.today(organization.slug))}
          />
        ))}
      </MenuSection>
      {mayFound && (
        <>
          <MenuSeparator />
          <MenuItem label={t('place.add')} icon={<Plus aria-hidden="true" />} href={paths.newOrganization()} />
        </>
      )}
    </Menu>
  )
}
