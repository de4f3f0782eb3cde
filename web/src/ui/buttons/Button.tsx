import { use, useId, type ReactNode, type Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { buttonLook, type ButtonSize, type ButtonVariant } from './button-style.ts'
import { WritesHeld } from './writes-held.ts'
import { Spinner } from '../signs/Spinner.tsx'
import { Tooltip } from '../overlays/Tooltip.tsx'
import { VisuallyHidden } from '../VisuallyHidden.tsx'

export type ButtonProps = Pick<
  AriaButtonProps,
  | 'onPress'
  | 'type'
  | 'form'
  | 'name'
  | 'value'
  | 'autoFocus'
  | 'slot'
  | 'id'
  | 'isDisabled'
  | 'isPending'
  | 'aria-label'
  | 'aria-expanded'
  | 'aria-controls'
  | 'aria-pressed'
  | 'aria-describedby'
> & {
  variant?: ButtonVariant
  size?: ButtonSize
  /** Shown before the text, 16 px. */
  icon?: ReactNode
  /** Why the button cannot be used now. It stays focusable, tells the reason and does nothing. */
  disabledReason?: string
  /** Whether it saves, and cannot be used while nothing can be saved; one that sends a form does unless told. */
  writes?: boolean
  /** A tooltip while the button works, for instance its shortcut. */
  tooltip?: ReactNode
  className?: string
  children?: ReactNode
  ref?: Ref<HTMLButtonElement>
}

/** A verb. `disabledReason` explains a refusal; `isPending` shows that the answer is on its way. */
export function Button({ variant = 'secondary', size = 'medium', icon, children, ...props }: ButtonProps) {
  return (
    <BaseButton variant={variant} size={size} {...props}>
      {icon}
      {children}
    </BaseButton>
  )
}

type BaseProps = Omit<ButtonProps, 'icon'> & { variant: ButtonVariant; size: ButtonSize; isSquare?: boolean }

export function BaseButton(props: BaseProps) {
  const { variant, size, isSquare, tooltip, className, children, writes = props.type === 'submit', ...given } = props
  const held = use(WritesHeld)
  const { disabledReason: reason, ...rest } = given
  const disabledReason = (writes ? held : undefined) ?? reason
  const reasonId = useId()
  const isRefused = Boolean(disabledReason)
  const describedBy = [rest['aria-describedby'], isRefused && reasonId].filter(Boolean).join(' ')
  const button = (
    <AriaButton
      {...rest}
      type={isRefused ? 'button' : rest.type}
      onPress={isRefused ? undefined : rest.onPress}
      aria-disabled={isRefused || undefined}
      aria-describedby={describedBy || undefined}
      className={buttonLook({ variant, size, isOff: isRefused || Boolean(rest.isDisabled), isSquare, className })}
    >
      {rest.isPending ? (
        <>
          <span className="inline-flex items-center gap-2 opacity-0">{children}</span>
          <Spinner className="absolute inset-0 m-auto" />
        </>
      ) : (
        children
      )}
    </AriaButton>
  )
  if (!isRefused) return <Tooltip text={tooltip}>{button}</Tooltip>
  return (
    <>
      <Tooltip text={disabledReason}>{button}</Tooltip>
      <VisuallyHidden id={reasonId}>{disabledReason}</VisuallyHidden>
    </>
  )
}
