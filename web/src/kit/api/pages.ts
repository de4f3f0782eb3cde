/** What every list that goes on page by page asks: `q.….list.infiniteOptions({ input: …, ...byCursor })`. */
export const byCursor = {
  initialPageParam: undefined,
  getNextPageParam: (page: { nextCursor?: string }) => page.nextCursor,
}
