import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { findOperator } from '../operators/queries.ts'
import { recordAct } from '../log/actions.ts'
import { trySetting } from './actions.ts'
import { settingsIn } from './rules.ts'

export const settingRoutes = {
  list: operation(contract.platform.platformSettings.list, {
    in: 'control',
    work: async ({ platform }) => ({ items: settingsIn(platform.config) }),
  }),

  try: operation(contract.platform.platformSettings.try, {
    in: 'control',
    work: async ({ control, accountId, input }) => {
      const operator = await findOperator(control, accountId)
      if (!operator) throw refuse('not-found')
      await recordAct(control, 'setting.try', { about: input.params.part })
      return operator.email
    },
    // what takes long is tried while no transaction waits
    after: async ({ platform, input, result: email }) => ({
      works: await trySetting(platform, input.params.part, email, input.body.language ?? 'en'),
    }),
  }),
}
