/** What is wrong with what somebody wrote for the policies: rules, tables, cases, input. Pure. */

export type Place = { readonly pointer: string; readonly message: string }

/** Something in the sources is not as it must be; every problem at once, each a line. */
export class PolicyProblems extends Error {
  readonly problems: readonly string[]
  /** The same by JSON pointer, where it is one document that is wrong, in the words of the API. */
  readonly places: readonly Place[]
  constructor(problems: readonly string[], places: readonly Place[] = []) {
    super(problems.join('\n'))
    this.name = 'PolicyProblems'
    this.problems = problems
    this.places = places
  }
}
