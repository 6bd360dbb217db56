/**
 * What stands beside the rules for who writes them: the default that parts of an input are laid over, the table of facts,
 * what was inferred, and the cases. An installation has it with it, or does without. Pure.
 */
import type { Default } from './given.ts'

export type Workbook = {
  /** null: an input must be whole. */
  readonly base: Default | null
  /** Text of FACTS.md; empty: which facts a norm reads is not told. */
  readonly factsPage: string
  /** Text of inferred.json, beside the bundle. */
  readonly inferred: string
  /** Documents of policies/cases and its folder norms by their path, `cases/norms/gem.json`; read anew each time. */
  readonly cases: () => AsyncIterable<readonly [path: string, text: string]>
}

export const NO_WORKBOOK: Workbook = {
  base: null,
  factsPage: '',
  inferred: '{}',
  cases: async function* () {},
}
