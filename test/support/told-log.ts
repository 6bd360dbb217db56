/** The log of a broker at which the whole story was told, and officers who look at it in the console. */
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { tell } from '../../src/cli/demo/story.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import { type Browser, consoleOf, signedIn } from './console.ts'
import { SILENT } from './silent.ts'
import { castOf, openWorld, type World } from './world.ts'

export async function openToldLog(): Promise<{ readonly world: World; readonly rows: DecisionRow[] }> {
  const world = await openWorld()
  await tell(await castOf(world), SILENT)
  const token = await world.token(PEOPLE.officer)
  const list = await world.call(token, 'GET', '/v1/decisions?readingPurpose=P-AUDIT&limit=100')
  return { world, rows: list.body.items as DecisionRow[] }
}

let officers = 0
/** Another one for each test: what one person may ask in a second is bounded, and tests are faster than people. */
export function anotherOfficer(world: World): Promise<Browser> {
  officers += 1
  const officer = { ...PEOPLE.officer, person: `demo-privacyfunctionaris-${officers}` }
  return signedIn(consoleOf(world, [officer]), officer)
}
