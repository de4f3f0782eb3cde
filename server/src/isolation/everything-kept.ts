import type { World } from '../testing/world.ts'

/** Every row of an organization and of what it is to the platform, but for what says who looked and when. */
export async function everythingKept(owner: World['owner'], organizationId: string): Promise<string> {
  const { rows } = await owner.query(`
    select t.table_schema || '.' || t.table_name as name
    from information_schema.columns t
    where t.table_schema in ('tenant', 'control') and t.column_name = 'organization_id'
      and t.table_name !~ '^(audit_|uses$|due_work|organization_keys|works$)'
    order by 1`)
  const counts = []
  for (const { name } of rows)
    counts.push([
      name,
      (
        await owner.query(
          `select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from ${name} t where organization_id = $1`,
          [organizationId],
        )
      ).rows[0].md5,
    ])
  return JSON.stringify(counts)
}
