import { useTranslation } from 'react-i18next'
import { MoveUpRight, PenLine, Type, Undo2 } from 'lucide-react'
import { inks } from '@polyclinic/contract/attachments/document-words.ts'
import type { Annotation } from '@polyclinic/contract/attachments/annotations.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { cx } from '../../../ui/class-names.ts'
import { Drawn } from './Drawn.tsx'
import { inkColours, type Tool } from './drawing.ts'
import type { Drawing } from './use-drawing.ts'

type Props = {
  drawing: Drawing
  drawn: readonly Annotation[]
  tool: Tool
  onTool: (tool: Tool) => void
}

const icons = { line: PenLine, arrow: MoveUpRight, text: Type }

/** With what one draws, and what was drawn before, each to be taken back. */
export function DrawingBar({ drawing, drawn, tool, onTool }: Props) {
  const { t } = useTranslation('attachments')
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-3 rounded-lg border border-line bg-sunken px-3 py-2">
      <SegmentedControl
        label={t('tool')}
        segments={(['line', 'arrow', 'text'] as const).map((value) => {
          const Icon = icons[value]
          return { value, label: t(`tools.${value}`), icon: <Icon aria-hidden="true" className="size-4" /> }
        })}
        value={tool}
        onChange={onTool}
      />
      <div role="group" aria-label={t('ink')} className="flex gap-1">
        {inks.map((ink) => (
          <button
            key={ink}
            type="button"
            aria-label={t(`inks.${ink}`)}
            aria-pressed={drawing.ink === ink}
            onClick={() => drawing.setInk(ink)}
            className={cx(
              'size-8 rounded-full border border-line-strong outline-offset-2',
              drawing.ink === ink && 'ring-2 ring-accent ring-offset-2 ring-offset-surface',
            )}
            style={{ background: inkColours[ink] }}
          />
        ))}
      </div>
      <IconButton
        size="small"
        label={t('undo')}
        icon={<Undo2 aria-hidden="true" className="size-4" />}
        isDisabled={drawing.marks.length === 0}
        onPress={drawing.undo}
      />
      <Button
        size="small"
        variant="primary"
        writes
        isPending={drawing.isSaving}
        isDisabled={drawing.marks.length === 0}
        onPress={() => void drawing.save()}
      >
        {t('saveDrawing')}
      </Button>
      <Drawn drawn={drawn} onWithdraw={(one) => void drawing.withdraw(one)} />
    </div>
  )
}
