export interface ChangeFeed {
  /** Says that a database has news for an organization; may be called at any rate. */
  signal(placementId: string, organizationId: string): void
  subscribe(organizationId: string, onNews: () => void): () => void
  /** Aborted when the process is about to end: open streams finish. */
  readonly ending: AbortSignal
  end(): void
  close(): Promise<void>
}

export interface LiveFeed extends ChangeFeed {
  onPlacement(callback: (placementId: string) => void): void
  /** What the gate finds of an organization may be otherwise; without an id: of any. */
  onTenantChanged(callback: (organizationId: string | undefined) => void): void
}
