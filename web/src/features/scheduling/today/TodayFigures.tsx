import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../kit/texts/format.ts'
import { cx } from '../../../ui/class-names.ts'
import type { TodayLists } from './today-model.ts'

const figures = ['next', 'waiting', 'treated', 'unconfirmed', 'done'] as const

export function TodayFigures({ lists }: { lists: TodayLists }) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  return (
    <ul className="grid grid-cols-5 overflow-hidden rounded-lg border border-line bg-surface max-sm:grid-cols-3">
      {figures.map((name, index) => (
        <li
          key={name}
          className={cx(
            'min-w-0 border-line',
            index > 0 && 'border-s',
            index > 2 && 'max-sm:border-t',
            index === 2 && 'max-sm:border-b',
            index === 3 && 'max-sm:border-s-0',
          )}
        >
          <a href={`#desk-${name}`} className="block px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2">
            <span className={cx('block text-20 font-semibold tabular-nums', lists[name].length === 0 && 'text-muted')}>
              {format.number(lists[name].length)}
            </span>
            <span className="block truncate text-13 text-muted">{t(`today.figure.${name}`)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
