import type { ChartLayout } from '@polyclinic/contract/records/charts/layouts.ts'
import type { ChartPanel } from '../../../kit/screen/feature.ts'

type Placed = Pick<ChartPanel, 'id' | 'order' | 'place'>

/** As a member arranged them; what they never moved stands behind what stands before it usually. */
export function inOrder<Panel extends Placed>(panels: readonly Panel[], { sections }: ChartLayout): Panel[] {
  const usual = panels.toSorted((a, b) => a.order - b.order)
  const moved = usual.filter(({ id }) => sections.includes(id))
  const arranged = moved.toSorted((a, b) => sections.indexOf(a.id) - sections.indexOf(b.id))
  for (const [at, panel] of usual.entries()) {
    if (sections.includes(panel.id)) continue
    const before = usual.slice(0, at).findLast(({ place }) => place === panel.place)
    arranged.splice(before ? arranged.indexOf(before) + 1 : 0, 0, panel)
  }
  return arranged
}

/** One place up or down within its column. */
export function moved(panels: readonly Placed[], id: string, by: -1 | 1): string[] {
  const ids = panels.map((panel) => panel.id)
  const column = panels.filter(({ place }) => place === panels.find((panel) => panel.id === id)?.place)
  const other = column[column.findIndex((panel) => panel.id === id) + by]?.id
  return other === undefined ? ids : placedAt(ids, id, other)
}

/** Something takes the place of another one, which makes room. */
export function placedAt(ids: readonly string[], id: string, other: string): string[] {
  const from = ids.indexOf(id)
  const to = ids.indexOf(other)
  if (from < 0 || to < 0) return [...ids]
  return ids.toSpliced(from, 1).toSpliced(to, 0, id)
}
