import { contract } from '@polyclinic/contract/contract.ts'
import { toggleKeys, type ToggleKey } from '@polyclinic/contract/kit/toggles/toggles.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { operation } from '../../../kit/http/operation.ts'
import { addRule, removeRule } from './actions.ts'
import { listRules, namesClinic } from './queries.ts'
import { toggleView } from './view.ts'

export const toggleRoutes = {
  list: operation(contract.platform.platformToggles.list, {
    in: 'control',
    work: async ({ control }) => {
      const rows = await listRules(control)
      return { items: toggleKeys().map((toggle) => toggleView(toggle, rows)) }
    },
  }),

  addRule: operation(contract.platform.platformToggles.addRule, {
    in: 'control',
    before: async ({ platform, access, input }) => ({
      isClinicKnown: await namesClinic(platform, access.caller, input.body),
    }),
    work: async ({ control, input: { params, body }, before: { isClinicKnown } }) => {
      await addRule(control, params.toggle, body, isClinicKnown)
      return oneToggle(control, params.toggle)
    },
  }),

  removeRule: operation(contract.platform.platformToggles.removeRule, {
    in: 'control',
    work: async ({ control, input: { params } }) => {
      await removeRule(control, params.toggle, params.id)
      return oneToggle(control, params.toggle)
    },
  }),
}

const oneToggle = async (control: ControlTx, toggle: ToggleKey) => toggleView(toggle, await listRules(control, toggle))
