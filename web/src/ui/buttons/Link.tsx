import type { ReactNode } from 'react'
import { Link as AriaLink, type LinkProps as AriaLinkProps } from 'react-aria-components'
import { buttonLook, type ButtonSize, type ButtonVariant } from './button-style.ts'
import { cx } from '../class-names.ts'

/** Classes for links that a router renders itself. */
export const linkClass =
  'rounded-sm text-accent-ink underline decoration-accent-line underline-offset-3 hover:decoration-current'

type Props = Pick<AriaLinkProps, 'href' | 'target' | 'rel' | 'onPress' | 'download' | 'aria-label' | 'aria-current'> & {
  className?: string
  children: ReactNode
}

/** A link in running text. With a router, wrap the app in react-aria's RouterProvider or use `linkClass`. */
export function Link({ className, ...props }: Props) {
  return <AriaLink {...props} className={cx(linkClass, className)} />
}

type ButtonLinkProps = Props & { variant?: ButtonVariant; size?: ButtonSize; icon?: ReactNode }

export function ButtonLink({
  variant = 'secondary',
  size = 'medium',
  icon,
  className,
  children,
  ...props
}: ButtonLinkProps) {
  return (
    <AriaLink {...props} className={buttonLook({ variant, size, isOff: false, className })}>
      {icon}
      {children}
    </AriaLink>
  )
}

export function buttonLinkClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'medium') {
  return buttonLook({ variant, size, isOff: false })
}
