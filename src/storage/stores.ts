/** What a database holds, whichever it is: one store for each port. */
import type { Duties } from '../cases/duty-register.ts'
import type { Reviews } from '../cases/reviews.ts'
import type { Erasures } from '../erasure/erasures.ts'
import type { Inquiries } from '../inquiry-port.ts'
import type { DecisionIndex } from '../log/decision-index.ts'
import type { TreeStore } from '../log/tree-store.ts'
import type { PolicyArchive } from '../policy/archive.ts'
import type { CaseRegister, Ledger } from '../ports.ts'

export type Stores = {
  readonly ledger: Ledger
  readonly cases: CaseRegister
  readonly inquiries: Inquiries
  readonly duties: Duties
  readonly reviews: Reviews
  readonly erasures: Erasures
  readonly decisionIndex: DecisionIndex
  readonly policies: PolicyArchive
  readonly tree: TreeStore
}
