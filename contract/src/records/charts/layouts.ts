import { z } from 'zod'
import { operation } from '../../kit/operation.ts'
import { slug } from '../../kit/text.ts'

/** The name of a section, which its feature gives it. */
const section = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/)
  .max(40)

const sections = z.array(section).max(50)

/** In which order a member reads the sections of a chart, and which are left out; what is named in neither stands where it is placed. */
export const chartLayout = z
  .strictObject({ sections, hidden: sections })
  .meta({ id: 'ChartLayout', examples: [{ sections: ['goals', 'outcomes'], hidden: ['immunizations'] }] })

export type ChartLayout = z.infer<typeof chartLayout>

export const chartLayoutRoutes = {
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/chart-layout',
    summary: 'In which order I read the sections of a chart, and which I leave out',
    permission: 'charts.read',
    params: { organization: slug },
    output: chartLayout,
  }),
  update: operation({
    method: 'PUT',
    path: '/organizations/{organization}/chart-layout',
    summary: 'Arrange the sections of charts for myself; empty lists are the usual order again',
    permission: 'charts.read',
    ifMatch: 'honoured',
    params: { organization: slug },
    body: chartLayout,
    output: chartLayout,
  }),
}
