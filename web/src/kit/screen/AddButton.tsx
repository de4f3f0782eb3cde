import { Plus } from 'lucide-react'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { ToggleKey } from '@polyclinic/contract/kit/toggles/toggles.ts'
import { useAddress } from './navigation.tsx'
import { useOrganization } from '../session/session.tsx'
import { Button } from '../../ui/buttons/Button.tsx'

type Props = {
  label: string
  permission: Permission
  /** Where it is off the page says so, with FeatureOffNotice. */
  toggle?: ToggleKey
  /** What opens: `new` in the address. */
  opens?: string
  variant?: 'primary' | 'secondary'
}

/** Adds what the page lists: at the end of its heading on every page of settings, and nowhere else on it. */
export function AddButton({ label, permission, toggle, opens = '1', variant = 'primary' }: Props) {
  const { can, isOn } = useOrganization()
  const { set } = useAddress<{ new: string; edit: string }>()
  if (!can(permission) || (toggle && !isOn(toggle))) return null
  return (
    <Button
      variant={variant}
      icon={<Plus aria-hidden="true" className="size-4" />}
      onPress={() => set({ new: opens, edit: undefined })}
    >
      {label}
    </Button>
  )
}
