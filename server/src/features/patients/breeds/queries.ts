import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Species } from '@polyclinic/contract/patients/species.ts'
import { breedsIn, type Breed } from './rules.ts'

/** Whom to thank for the names. */
export const attribution =
  'Breed names from the Vertebrate Breed Ontology (VBO), Monarch Initiative and OMIA, CC BY 4.0, reduced and reformatted'

let reading: Promise<readonly string[]> | undefined
const known = new Map<Species, readonly Breed[]>()

/** Read when somebody first looks for a breed, and a species made ready when it is first asked for. */
export async function breedsOf(species: Species): Promise<readonly Breed[]> {
  reading ??= readLines()
  const lines = await reading
  const breeds = known.get(species) ?? breedsIn(lines, species)
  known.set(species, breeds)
  return breeds
}

async function readLines(): Promise<readonly string[]> {
  const text = await readFile(path.join(import.meta.dirname, 'breeds.tsv'), 'utf8')
  return text.trimEnd().split('\n').slice(1)
}
