import type { ReactNode } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger, type TooltipProps } from 'react-aria-components'

type Props = {
  text?: ReactNode
  placement?: TooltipProps['placement']
  children: ReactNode
}

/** Explains the control inside it (a Button, Link or other focusable of ours) on hover and on keyboard focus. */
export function Tooltip({ text, placement = 'top', children }: Props) {
  if (!text) return children
  return (
    <TooltipTrigger delay={400} closeDelay={60}>
      {children}
      <TooltipBubble placement={placement}>{text}</TooltipBubble>
    </TooltipTrigger>
  )
}

/** The dark bubble alone, for components that bring their own TooltipTrigger. */
export function TooltipBubble({
  placement = 'top',
  children,
}: {
  placement?: TooltipProps['placement']
  children: ReactNode
}) {
  return (
    <AriaTooltip
      offset={6}
      placement={placement}
      className="rise-motion z-50 max-w-72 rounded-lg bg-inverse px-2.5 py-1.5 text-13 text-on-inverse"
    >
      {children}
    </AriaTooltip>
  )
}
