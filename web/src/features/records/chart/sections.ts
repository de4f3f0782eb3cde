import type { DataTag, QueryClient, QueryKey } from '@tanstack/react-query'
import type { Chart } from '@polyclinic/contract/records/charts/charts.ts'
import { conditionsQuery } from '../conditions/queries.ts'
import { goalsQuery } from '../goals/queries.ts'
import { immunizationsQuery } from '../immunizations/queries.ts'
import { latestQuery } from '../measurements/queries.ts'
import { motionsQuery } from '../motions/queries.ts'
import { outcomesQuery } from '../outcomes/queries.ts'
import { specialTestsQuery } from '../special-tests/queries.ts'
import { entryPages } from '../timeline/queries.ts'
import { layoutQuery } from './queries.ts'

/** Gives to each section its part of the first answer, as if it had asked itself at that moment. */
export function giveToSections(
  client: QueryClient,
  { organization, patientId, chart, at }: { organization: string; patientId: string; chart: Chart; at: number },
): void {
  const give = <Data>({ queryKey }: { queryKey: DataTag<QueryKey, Data, unknown> }, data: NoInfer<Data>) => {
    const known = client.getQueryState(queryKey)
    if (!known || known.dataUpdatedAt < at) client.setQueryData<unknown>([...queryKey], data, { updatedAt: at })
  }
  give(layoutQuery(organization), chart.layout)
  give(conditionsQuery(organization, patientId), chart.conditions)
  give(goalsQuery(organization, patientId), chart.goals)
  give(immunizationsQuery(organization, patientId), chart.immunizations)
  give(latestQuery(organization, patientId), chart.measurements)
  give(outcomesQuery(organization, patientId), chart.outcomes)
  give(motionsQuery(organization, patientId), chart.motions)
  give(specialTestsQuery(organization, patientId), chart.specialTests)
  give(entryPages(organization, patientId, {}), { pages: [chart.entries], pageParams: [undefined] })
}
