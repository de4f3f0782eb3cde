import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react'
import type { ChartLayout } from '@polyclinic/contract/records/charts/layouts.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import type { ChartPanel } from '../../../kit/screen/feature.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { Checkbox } from '../../../ui/choices/Checkbox.tsx'
import { inOrder, moved, placedAt } from './arrange.ts'

type Props = { panels: readonly ChartPanel[]; layout: ChartLayout; onClose: () => void }

/** Sections are moved by buttons or by hand, and left out by a tick. */
export function ArrangeDialog({ panels, layout, onClose }: Props) {
  // what a section is called stands in the catalogue of its feature, which is not there while it is left out
  const catalogues = panels.flatMap(({ titleKey }) => titleKey?.split(':')[0] ?? [])
  const { t } = useTranslation(['records', ...new Set(catalogues)])
  const { slug: organization } = useOrganization()
  const refresh = useRefresh()
  const form = useFormState<ChartLayout>(layout)
  const save = async (body: ChartLayout) => {
    await api.records.chartLayouts.update({ params: { organization }, body })
    await refresh(q.records.chartLayouts.key())
    toast.good(t('kit:state.saved'))
    onClose()
  }
  const ordered = inOrder(panels, form.values)
  return (
    <FormDialog form={form} title={t('layout.title')} onSubmit={() => void form.submit(save)} onClose={onClose}>
      <p className="text-13 text-muted">{t('layout.text')}</p>
      {(['main', 'side'] as const).map((place) => (
        <Column key={place} form={form} place={place} panels={ordered} />
      ))}
      <Button
        size="small"
        variant="quiet"
        className="self-start"
        onPress={() => form.setValues({ sections: [], hidden: [] })}
      >
        {t('layout.reset')}
      </Button>
    </FormDialog>
  )
}

type ColumnProps = {
  form: ReturnType<typeof useFormState<ChartLayout>>
  place: ChartPanel['place']
  panels: readonly ChartPanel[]
}

function Column({ form, place, panels }: ColumnProps) {
  const { t } = useTranslation('records')
  const lines = useRef<HTMLOListElement>(null)
  const { values, setValues } = form
  const column = panels.flatMap(({ titleKey, ...panel }) =>
    titleKey && panel.place === place ? [{ ...panel, titleKey }] : [],
  )
  const arrange = (sections: string[]) => setValues({ ...values, sections })
  const drag = (dragged: string, y: number) => {
    const at = [...(lines.current?.children ?? [])].findIndex((line) => y < line.getBoundingClientRect().bottom)
    const over = column[at]?.id
    const ids = panels.map((panel) => panel.id)
    if (over && over !== dragged) arrange(placedAt(ids, dragged, over))
  }
  return (
    <section aria-label={t(`layout.${place}`)}>
      <h3 className="mb-1 text-13 font-semibold text-muted">{t(`layout.${place}`)}</h3>
      <ol ref={lines} className="rounded-lg border border-line">
        {column.map(({ id, titleKey }, nth) => (
          <li key={id} className="flex items-center gap-2 border-b border-line px-2 py-1 last:border-b-0">
            <Grip onDrag={(y) => drag(id, y)} />
            <Shown form={form} id={id} title={t(titleKey)} />
            <MoveButton by={-1} title={t(titleKey)} isLast={nth === 0} onMove={() => arrange(moved(panels, id, -1))} />
            <MoveButton
              by={1}
              title={t(titleKey)}
              isLast={nth === column.length - 1}
              onMove={() => arrange(moved(panels, id, 1))}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Shown({ form: { values, set }, id, title }: Pick<ColumnProps, 'form'> & { id: string; title: string }) {
  const others = values.hidden.filter((one) => one !== id)
  return (
    <Checkbox
      label={title}
      value={!values.hidden.includes(id)}
      onChange={(isShown) => set('hidden', isShown ? others : [...others, id])}
      className="flex-1"
    />
  )
}

/** By hand; what it does, the buttons of the line do by the keyboard. */
function Grip({ onDrag }: { onDrag: (y: number) => void }) {
  return (
    <span
      role="presentation"
      className="shrink-0 cursor-grab touch-none p-1 text-muted"
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && onDrag(event.clientY)}
    >
      <GripVertical aria-hidden="true" className="size-4" />
    </span>
  )
}

type MoveProps = { by: -1 | 1; title: string; isLast: boolean; onMove: () => void }

function MoveButton({ by, title, isLast, onMove }: MoveProps) {
  const { t } = useTranslation('records')
  const Arrow = by < 0 ? ArrowUp : ArrowDown
  return (
    <IconButton
      size="small"
      label={t(by < 0 ? 'layout.up' : 'layout.down', { what: title })}
      icon={<Arrow aria-hidden="true" className="size-4" />}
      isDisabled={isLast}
      onPress={onMove}
    />
  )
}
