import { Minus, Plus, Printer, SlidersHorizontal } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/buttons/Button.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { KeyHint } from '../../../ui/buttons/KeyHint.tsx'
import { Popover } from '../../../ui/overlays/Popover.tsx'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { Switch } from '../../../ui/choices/Switch.tsx'
import type { HeaderProps } from './BoardHeader.tsx'

export function ViewOptions(props: HeaderProps) {
  const { by, hasRooms, canZoomIn, canZoomOut, onBy, onZoom } = props
  const { t } = useTranslation('scheduling')
  return (
    <Popover
      label={t('board.options')}
      placement="bottom end"
      trigger={
        <IconButton
          variant="secondary"
          label={t('board.options')}
          icon={<SlidersHorizontal aria-hidden="true" className="size-4" />}
        />
      }
    >
      <div className="flex w-64 flex-col gap-4">
        {hasRooms && (
          <div className="flex flex-col gap-1.5">
            <span className="text-13 font-semibold">{t('board.columns')}</span>
            <SegmentedControl
              label={t('board.columns')}
              value={by}
              onChange={onBy}
              segments={[
                { value: 'practitioner', label: t('board.practitioners') },
                { value: 'room', label: t('board.rooms') },
              ]}
            />
          </div>
        )}
        <Switch
          label={t('board.cancelled')}
          isAtEnd
          value={props.areCancelledShown}
          onChange={props.onCancelledShown}
          className="-my-2"
        />
        <div className="flex items-center gap-1">
          <span className="me-auto text-13 font-semibold">{t('board.zoom')}</span>
          <IconButton
            size="small"
            variant="secondary"
            label={t('board.zoomOut')}
            isDisabled={!canZoomOut}
            icon={<Minus aria-hidden="true" className="size-4" />}
            onPress={() => onZoom(-1)}
          />
          <IconButton
            size="small"
            variant="secondary"
            label={t('board.zoomIn')}
            isDisabled={!canZoomIn}
            icon={<Plus aria-hidden="true" className="size-4" />}
            onPress={() => onZoom(1)}
          />
        </div>
        <Button icon={<Printer aria-hidden="true" className="size-4" />} onPress={() => window.print()}>
          {t('paper.print')}
        </Button>
        <dl className="grid grid-cols-[1fr_auto] items-center gap-y-1.5 border-t border-line pt-3 text-13 text-muted max-sm:hidden">
          {keyHelp.map(([text, keys]) => (
            <div key={text} className="contents">
              <dt>{t(`keys.${text}`)}</dt>
              <dd className="justify-self-end">
                <KeyHint keys={keys} />
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Popover>
  )
}

const keyHelp: readonly (readonly [string, readonly string[]])[] = [
  ['today', ['T']],
  ['days', ['J', 'K']],
  ['views', ['D', 'W']],
  ['zoom', ['+', '−']],
  ['book', ['N']],
  ['move', ['Alt', '↑']],
  ['resize', ['Alt', 'Shift', '↓']],
]
