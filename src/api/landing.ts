/** Where work waits for a caller: the first page of the table that opens for them, on which one lands while something waits there. */

import type { Caller } from '../domain/caller.ts'
import { canonicalText } from '../domain/canonical.ts'
import type { Attestation } from '../domain/case.ts'
import { PAGES, type Page } from '../domain/codes.ts'
import type { Awaited } from '../inquiry-port.ts'
import { LIMITS } from '../limits.ts'
import { turn } from '../log/turn.ts'
import type { AppPorts } from './context.ts'
import { alike, mayJudge } from './judgeable.ts'

/** `ready`: own inquiries that can go on. */
export async function landingOf(
  ports: AppPorts,
  caller: Caller,
  opens: (page: Page) => boolean,
  ready: number,
): Promise<Page | null> {
  const waits: Readonly<Partial<Record<Page, () => Promise<boolean>>>> = {
    judgements: () => judgementWaits(ports, caller),
    ask: async () => ready > 0,
  }
  for (const page of PAGES) {
    if (ports.facts.pages[`page/${page}`]?.landing && opens(page) && (await waits[page]?.())) return page
  }
  return null
}

/** Whether one of the oldest that wait is for this caller to judge, and was not judged since. Never what it is. */
async function judgementWaits(ports: AppPorts, caller: Caller): Promise<boolean> {
  const { oin, roles, person } = caller
  const count = LIMITS.landingLooked
  const rows = await ports.inquiries.awaited(oin, { roles, notOf: person, count }, ports.clock().toISOString())
  const looked = new Set<string>()
  const stands = await ports.cases.organisationAttestations(oin)
  for (const row of rows) {
    if (looked.has(alike(row))) continue
    await turn()
    const { caseId } = row.row
    const inCase = caseId === null ? [] : ((await ports.cases.find(oin, caseId))?.attestations ?? [])
    if ([...inCase, ...stands].some((one) => isGiven(one, row))) continue
    if (await mayJudge(ports, caller, row)) return true
    looked.add(alike(row))
  }
  return false
}

/** By its codes: whom it is about the index does not know, and who lands there sees it. */
function isGiven({ type, scope, withdrawnBy, at, by }: Attestation, { attestation, about, row }: Awaited): boolean {
  return (
    type === attestation &&
    withdrawnBy === null &&
    at > row.updatedAt &&
    by !== row.person &&
    canonicalText(scope) === canonicalText(about)
  )
}
