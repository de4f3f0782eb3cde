import type { AttachmentsTables } from './tenant/attachments.ts'
import type { FilesTables } from './tenant/files.ts'
import type { ImportsTables } from './tenant/imports.ts'
import type { KitTables } from './tenant/kit.ts'
import type { MessagingTables } from './tenant/messaging.ts'
import type { OrganizationsTables } from './tenant/organizations.ts'
import type { PatientsTables } from './tenant/patients.ts'
import type { PlansTables } from './tenant/plans.ts'
import type { RecordsTables } from './tenant/records.ts'
import type { RightsTables } from './tenant/rights.ts'
import type { SchedulingTables } from './tenant/scheduling.ts'
import type { WebsiteTables } from './tenant/website.ts'

/** Rows of every table of the schema tenant. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface TenantTables
  extends
    AttachmentsTables,
    FilesTables,
    ImportsTables,
    KitTables,
    MessagingTables,
    OrganizationsTables,
    PatientsTables,
    PlansTables,
    RecordsTables,
    RightsTables,
    SchedulingTables,
    WebsiteTables {}
