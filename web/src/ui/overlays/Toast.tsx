import {
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components'
import { X } from 'lucide-react'
import { Button } from '../buttons/Button.tsx'
import { IconButton } from '../buttons/IconButton.tsx'
import { toneIcons, toneText, type Tone } from '../signs/tone.tsx'

export type ToastMessage = {
  text: string
  description?: string
  tone?: Tone
  /** One way to answer, usually "Undo". */
  actionLabel?: string
  onAction?: () => void
}

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 })

/** Says what happened. Leaves by itself after 6 s, with an action after 10 s; not at all when bad, or a warning with a way on. Returns a way to close it. */
export function showToast(message: ToastMessage) {
  const stays = message.tone === 'bad' || (message.tone === 'warn' && message.onAction !== undefined)
  const timeout = message.onAction ? 10_000 : 6_000
  const key = queue.add(message, stays ? {} : { timeout })
  return () => queue.close(key)
}

/** Mount once, near the root. F6 moves the keyboard into it. */
export function ToastRegion({ label, closeLabel }: { label: string; closeLabel: string }) {
  return (
    <AriaToastRegion
      queue={queue}
      aria-label={label}
      data-print="hide"
      className="fixed start-4 bottom-4 z-50 max-md:bottom-20 flex w-[min(24rem,calc(100vw-2rem))] flex-col-reverse gap-2 rounded-xl"
    >
      {({ toast }) => (
        <AriaToast
          toast={toast}
          className="slide-end-in flex items-start gap-3 rounded-xl bg-raised py-2 ps-4 pe-2 text-14 text-ink shadow-overlay"
        >
          <ToneSign tone={toast.content.tone} />
          <ToastContent className="min-w-0 flex-1 py-2.5">
            <Text slot="title" className="block font-semibold">
              {toast.content.text}
            </Text>
            {toast.content.description && (
              <Text slot="description" className="block text-muted">
                {toast.content.description}
              </Text>
            )}
          </ToastContent>
          {toast.content.onAction && toast.content.actionLabel && (
            <Button
              size="small"
              className="my-1"
              onPress={() => {
                toast.content.onAction?.()
                queue.close(toast.key)
              }}
            >
              {toast.content.actionLabel}
            </Button>
          )}
          <IconButton
            slot="close"
            size="small"
            className="my-1"
            label={closeLabel}
            icon={<X aria-hidden="true" className="size-4" />}
          />
        </AriaToast>
      )}
    </AriaToastRegion>
  )
}

function ToneSign({ tone }: { tone?: Tone }) {
  if (!tone) return null
  const Icon = toneIcons[tone]
  return <Icon aria-hidden="true" className={`mt-2.5 size-5 shrink-0 ${toneText[tone]}`} />
}
