import { Columns3 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { Menu, MenuChoices } from '../../../ui/overlays/Menu.tsx'
import { useHiddenColumns, usePatientColumns } from './patient-columns.tsx'

/** Which columns the list of patients has, kept for the person on this browser. Who it is stays. */
export function ColumnsMenu() {
  const { t } = useTranslation('patients')
  const columns = usePatientColumns('', false).filter(({ id }) => id !== 'name')
  const [hidden, hide] = useHiddenColumns()
  // what has no room here keeps what was chosen of it elsewhere
  const elsewhere = hidden.filter((id) => columns.every((column) => column.id !== id))
  if (columns.length === 0) return null
  return (
    <Menu
      label={t('columns')}
      placement="bottom end"
      trigger={<IconButton label={t('columns')} icon={<Columns3 aria-hidden="true" />} variant="secondary" />}
    >
      <MenuChoices
        label={t('columns')}
        items={columns}
        chosen={columns.map(({ id }) => id).filter((id) => !hidden.includes(id))}
        onChange={(chosen) => hide([...elsewhere, ...columns.map(({ id }) => id).filter((id) => !chosen.includes(id))])}
      />
    </Menu>
  )
}
