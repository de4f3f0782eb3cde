import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Cake, ChevronDown, FileUp, Scale, Users } from 'lucide-react'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Menu, MenuItem } from '../../../ui/overlays/Menu.tsx'
import { dueMajorityReviews } from '../majority/queries.ts'

/** What is done about patients as a whole, by those who may; those who have come of age stand in it while something is to be decided. */
export function ManageMenu() {
  const { t } = useTranslation('patients')
  const { number } = useFormat()
  const { slug, can, kind } = useOrganization()
  const isAsked = can('patients.write') && kind !== 'veterinary'
  const { data } = useQuery({ ...dueMajorityReviews(slug), enabled: isAsked })
  const ofAge = data?.items.length ?? 0
  const items = [
    ofAge > 0 && {
      label: `${t('majority.title')} (${number(ofAge)})`,
      icon: <Cake aria-hidden="true" />,
      href: paths.majority(slug),
    },
    can('patients.merge') && {
      label: t('merge.duplicates'),
      icon: <Users aria-hidden="true" />,
      href: paths.duplicates(slug),
    },
    can('patients.erase') && {
      label: t('rightsRequests'),
      icon: <Scale aria-hidden="true" />,
      href: paths.rightsRequests(slug),
    },
    can('patients.import') && {
      label: t('import'),
      icon: <FileUp aria-hidden="true" />,
      href: paths.imports(slug),
    },
  ].filter((item) => item !== false)
  if (items.length === 0) return null
  return (
    <Menu
      label={t('manage')}
      placement="bottom end"
      trigger={<Button icon={<ChevronDown aria-hidden="true" className="size-4" />}>{t('manage')}</Button>}
    >
      {items.map((item) => (
        <MenuItem key={item.href} {...item} />
      ))}
    </Menu>
  )
}
