/** The campaign of the console: every job of every page in a real browser, on a log that thousands of real inquiries made. */
import { openStage, type Stage } from '../support/stage.ts'
import { CONTROL, WORK } from './jobs/all.ts'

/** Pages of which the slowest answers are told. */
const SLOWEST = 15

/** Whether every job was done. */
export async function consoleCampaign(questions: number, told: (line: string) => void): Promise<boolean> {
  const started = performance.now()
  const stage = await openStage(questions)
  try {
    told(`${stage.asked} inquiries through the API in ${seconds(performance.now() - started)}`)
    for (const line of await logged(stage)) told(line)
    let failed = 0
    for (const { as, does, run } of [...WORK, ...CONTROL]) {
      const begun = performance.now()
      const fault = await run(stage).then(
        () => null,
        (error: unknown) => String(error),
      )
      if (fault !== null) failed += 1
      told(`${fault === null ? 'done  ' : 'FAILED'} ${as} ${does} (${seconds(performance.now() - begun)})`)
      if (fault !== null) told(`       ${fault}`)
    }
    const { pages, steps, leaks } = stage.tour
    const answers = [...pages.values()].reduce((sum, one) => sum + one.length, 0)
    told(`${WORK.length + CONTROL.length} jobs, ${failed} of them failed; ${steps} steps, ${answers} pages`)
    told(`${pages.size} routes; addresses and titles with what may not stand there: ${leaks.length}`)
    for (const line of slowest(stage)) told(line)
    for (const line of await logged(stage)) told(line)
    return failed === 0
  } finally {
    await stage.close()
  }
}

const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`

/** Entries of the log, and decisions by their outcome as they are counted in it. */
async function logged({ world, cast }: Stage): Promise<readonly string[]> {
  const now = world.node.ports.clock().getTime()
  const day = (from: number) => new Date(now + from * 86_400_000).toISOString().slice(0, 10)
  const query = `readingPurpose=P-AUDIT&from=${day(-30)}&until=${day(2)}`
  const { body } = await cast.officer.get(`/v1/decisions/_counts?${query}`)
  const outcomes = Object.entries((body.outcomes ?? {}) as Record<string, number>)
  const sum = outcomes.reduce((all, [, count]) => all + count, 0)
  const named = outcomes.map(([outcome, count]) => `${count} ${outcome}`).join(', ')
  return [`${await world.node.ports.ledger.size()} entries in the log, ${sum} decisions: ${named}`]
}

/** By route: how often, and how long until it was whole, at most and in the middle. */
function slowest({ tour }: Stage): readonly string[] {
  const rows = [...tour.pages].map(([route, all]) => {
    const sorted = all.toSorted((a, b) => a - b)
    return { route, times: all.length, middle: sorted[sorted.length >> 1] ?? 0, most: sorted.at(-1) ?? 0 }
  })
  const cells = (...all: readonly (string | number)[]) => all.map((one) => String(one).padStart(8)).join('')
  return [
    `${'page'.padEnd(52)}${cells('times', 'median', 'slowest')} ms`,
    ...rows
      .toSorted((a, b) => b.most - a.most)
      .slice(0, SLOWEST)
      .map(({ route, times, middle, most }) => route.padEnd(52) + cells(times, Math.round(middle), Math.round(most))),
  ]
}
