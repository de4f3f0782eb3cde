import type { Contract } from '@polyclinic/contract/contract.ts'
import type { Person, TestOrganization } from './world.ts'

/** Names of things of one seeded organization; each feature adds its own (`declare module`). */
export interface Ids {
  /** Somebody of the organization who is not the caller. */
  account: string
}

/** A valid call of an operation; every id in it stands for a thing of one organization. */
export interface Sample {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  /** In place of a body that is JSON. */
  payload?: { type: string; text: string }
}

/** `scheduling.appointments.cancel`: the operations of a feature. */
export type KeysOf<Feature extends keyof Contract> = {
  [Noun in keyof Contract[Feature] & string]: `${Feature}.${Noun}.${keyof Contract[Feature][Noun] & string}`
}[keyof Contract[Feature] & string]

/** One valid call per operation of a feature. An operation without one does not compile, so none is left out of the proof. */
export type Samples<Feature extends keyof Contract> = Readonly<Record<KeysOf<Feature>, (ids: Ids) => Sample>>

export interface Made {
  id: string
  version: number
  [field: string]: unknown
}

export interface Filling {
  organization: TestOrganization
  /** Stands in every name and text of the organization; it must never appear in an answer to another. */
  canary: string
  ids: Ids
  people: Record<string, Person>
  /** Posts as the owner below the organization's address. */
  made(path: string, body: unknown): Promise<Made>
}

/** What a feature brings to the proof that no organization sees another: rows in each of its tables, and a call of each operation. */
export interface Isolation {
  /** Fills an organization through its own API, the way its people would; answers the names of what it made. */
  seed?(filling: Filling): Promise<Partial<Ids>>
  samples: Readonly<Record<string, (ids: Ids) => Sample>>
  /** Its tables in which nothing is seeded, and why. */
  empty?: Readonly<Record<string, string>>
}

export const unknownToken = 'A'.repeat(43)
export const unknownId = '00000000-0000-7000-8000-00000000dead'
