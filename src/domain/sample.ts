/** A sample of decisions, drawn for review: what it was drawn from, and which came out. Indexes of the log, and nothing about anybody. Pure. */

/** What is drawn from: decisions of one organisation in a period, below an index of the log. */
export type Population = {
  readonly oin: string
  /** Moments in UTC; `until` is not included. */
  readonly from: string
  readonly until: string
  /** null: of every department. */
  readonly department: string | null
  /** Index of the log below which all was drawn from. */
  readonly upTo: number
}

export type Sample = Population & {
  readonly id: string
  readonly at: string
  /** Lower-case hex. */
  readonly seed: string
  /** Whether who drew it chose the seed; else the broker drew it. */
  readonly seedGiven: boolean
  readonly size: number
  /** How many decisions it was drawn from. */
  readonly population: number
  /** Indexes in the log, in the order in which they were drawn. */
  readonly drawn: readonly number[]
}
