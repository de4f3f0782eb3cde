import { begun, done } from '../server/src/features/imports/imports/imports-fixture.ts'
import { createWorld } from '../server/src/testing/world.ts'
import { perSecond, type Benchmark } from './report.ts'

/** What a row of an import costs beside a patient who is added alone. */
export const imports: Benchmark = {
  name: 'imports',
  async run({ isQuick, cluster }) {
    const [rows, singles] = isQuick ? [2_000, 100] : [20_000, 400]
    const world = await createWorld(
      { REQUESTS_PER_MINUTE: '100000000' },
      { cluster: await cluster(), hasWorker: false },
    )
    try {
      const { owner } = await world.organization()
      const single = await rated(singles, async () => {
        for (let nth = 0; nth < singles; nth++)
          await owner.post('/patients', { kind: 'human', ...named('Single', nth), birthDate: '1990-01-02' })
      })
      const lines = Array.from({ length: rows }, (_, nth) => Object.values(named('Row', nth)).join(','))
      const id = await begun(
        owner,
        ['First name,Last name,Date of birth', ...lines.map((each) => `${each},1990-01-02`)].join('\n'),
      )
      const check = await rated(rows, () => done(world, owner, id, 'check'))
      const run = await rated(rows, () => done(world, owner, id, 'run'))
      return [
        { what: `${rows} rows checked`, figures: perSecond(check), ratio: check / single },
        {
          what: `${rows} rows imported, beside patients added one by one`,
          figures: `${perSecond(run)} beside ${perSecond(single)}`,
          ratio: run / single,
        },
      ]
    } finally {
      await world.close()
    }
  },
}

const named = (word: string, nth: number) => ({ givenName: `${word}${nth}`, familyName: `Family${nth % 977}` })

async function rated(count: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (count * 1000) / (performance.now() - began)
}
