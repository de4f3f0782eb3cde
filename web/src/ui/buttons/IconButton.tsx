import type { ReactNode } from 'react'
import { BaseButton, type ButtonProps } from './Button.tsx'

type Props = Omit<ButtonProps, 'icon' | 'children' | 'aria-label'> & {
  /** The accessible name; also the tooltip unless `tooltip` says more. */
  label: string
  icon: ReactNode
}

/** A button that is an icon alone: it always has a name, shown as its tooltip. */
export function IconButton({ label, icon, variant = 'quiet', size = 'medium', tooltip, ...props }: Props) {
  return (
    <BaseButton {...props} aria-label={label} variant={variant} size={size} tooltip={tooltip ?? label} isSquare>
      {icon}
    </BaseButton>
  )
}
