type Present<Body> = { [Name in keyof Body]?: Exclude<Body[Name], null> }

/** What a new thing says: only what is said. */
export const withoutNulls = <Body extends object>(body: Body): Present<Body> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)) as Present<Body>
