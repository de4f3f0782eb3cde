/** What a comparison with the chain found, and in which batch, event or person's key. */
export interface Finding {
  kind: keyof typeof sentences
  batch?: number
  eventId?: string
  personId?: string
  count?: number
}

const sentences = {
  'batches-missing': ({ batch }: Places) => `batches before ${batch} are gone`,
  'batch-changed': ({ batch }: Places) => `batch ${batch} is not as it was written`,
  'event-changed': ({ eventId, batch }: Places) => `event ${eventId} of batch ${batch} was changed or inserted`,
  'events-missing': ({ count, batch }: Places) => `${count} events of batch ${batch} are gone`,
  'events-moved': ({ batch }: Places) => `the events of batch ${batch} stand in another order`,
  'key-missing': ({ personId }: Places) => `the key of ${personId}, who was not forgotten, is gone`,
  'event-unreadable': ({ eventId }: Places) => `event ${eventId} does not open any more`,
  'head-changed': ({ batch }: Places) =>
    `batches after ${batch} are gone, or what names the newest of them was changed`,
  'event-without-batch': ({ eventId }: Places) => `event ${eventId} names a batch that is not there`,
  'event-inserted': ({ eventId }: Places) => `event ${eventId} was inserted among older ones`,
  'no-events': () => 'there is no event at all',
}

type Places = Omit<Finding, 'kind'>

/** As the command prints it. */
export const sentenceOf = ({ kind, ...places }: Finding): string => sentences[kind](places)
