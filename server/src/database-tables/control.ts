import type { IdentityTables } from './control/identity.ts'
import type { KitTables } from './control/kit.ts'
import type { OrganizationsTables } from './control/organizations.ts'
import type { PlansTables } from './control/plans.ts'
import type { PlatformTables } from './control/platform.ts'
import type { ProgramsTables } from './control/programs.ts'
import type { SchedulingTables } from './control/scheduling.ts'
import type { SubscriptionsTables } from './control/subscriptions.ts'
import type { SupportTables } from './control/support.ts'
import type { WebsiteTables } from './control/website.ts'

/** Rows of every table of the schema control. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface ControlTables
  extends
    IdentityTables,
    KitTables,
    OrganizationsTables,
    PlansTables,
    PlatformTables,
    ProgramsTables,
    SchedulingTables,
    SubscriptionsTables,
    SupportTables,
    WebsiteTables {}
