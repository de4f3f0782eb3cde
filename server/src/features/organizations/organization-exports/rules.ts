export interface Column {
  name: string
  /** As PostgreSQL writes it. */
  type: string
}

export interface ExportedTable {
  /** `tenant.patients` */
  name: string
  /** What names a row beside its organization, in the order of its key. */
  key: Column[]
  columns: string[]
  /** The column that names the organization. */
  organization: string
}

/**
 * What is taken of the tables that there are: everything but what a manifest leaves (`leftBehind`). A table or a column that
 * somebody adds is in the archive unless they say why not.
 */
export function takenAlong(tables: readonly ExportedTable[], left: Readonly<Record<string, string>>): ExportedTable[] {
  return tables
    .filter(({ name }) => !(name in left))
    .map((table) => ({
      ...table,
      columns: table.columns.filter((column) => !(`${table.name}.${column}` in left)),
    }))
}

/** `tenant/patients.0001.ndjson`: the first rows of a table, one a line. */
export const nameOfPart = (table: string, part: number) =>
  `${table.replace('.', '/')}.${String(part).padStart(4, '0')}.ndjson`

/** A name in the archive that no file system takes for another folder. */
export const nameOfFile = (id: string, name: string) => `files/${id}/${name.replaceAll(/[/\\]/g, '_')}`
