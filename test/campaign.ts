/**
 * `npm run campaign -- flips | kill | console`: what the suite does in short, done at length. Prints the seed, which repeats it,
 * and figures; exit code 1 when something was not found, not kept, or could not be done.
 */
import { parseArgs } from 'node:util'
import { consoleCampaign } from './browser/campaign.ts'
import { killRounds } from './crash/rounds.ts'
import { flipCampaign } from './tamper/campaign.ts'
import { OUTSIDE } from './tamper/flips.ts'
import { buildLog } from './tamper/log.ts'

const USAGE = `npm run campaign -- flips [--entries 2000] [--flips 20000] [--whole 200] [--seed <n>]
npm run campaign -- kill [--rounds 300] [--seed <n>]
npm run campaign -- console [--questions 5000]
`
type Values = Readonly<Record<string, string | undefined>>
const say = (line: string) => process.stdout.write(`${line}\n`)

async function flips(seed: number, { entries, flips, whole }: Values): Promise<boolean> {
  const built = await buildLog(Number(entries ?? 2_000))
  try {
    const counts = { flips: Number(flips ?? 20_000), whole: Number(whole ?? 200) }
    const { kinds, wrong, whole: judged } = await flipCampaign(built, { seed, ...counts })
    let [all, found] = [0, 0]
    say(`${'cell'.padEnd(24)}${'flips'.padStart(8)}${'found'.padStart(8)}${'outside'.padStart(8)}`)
    for (const [kind, tally] of kinds) {
      all += tally.flips
      found += tally.found
      say(kind.padEnd(24) + [tally.flips, tally.found, tally.outside].map((n) => String(n).padStart(8)).join(''))
    }
    say(`all ${all}, found ${found}; ${judged} of them judged by sluis log verify --parts as well: the same`)
    for (const { reason } of OUTSIDE) say(`outside: ${reason}`)
    for (const line of wrong) say(`WRONG: ${line}`)
    return wrong.length === 0
  } finally {
    await built.remove()
  }
}

async function kill(seed: number, { rounds }: Values): Promise<boolean> {
  const report = await killRounds(seed, Number(rounds ?? 300), say)
  const { early, answered, entries, checkpoints, slowest, wrong } = report
  say(
    `${report.rounds} kills, ${early} of them before it listened; ${answered} answers and ${checkpoints} checkpoints kept`,
  )
  say(`${entries} entries at the end; what a start found was integrated within ${slowest} ms`)
  for (const line of wrong) say(`WRONG: ${line}`)
  return wrong.length === 0
}

const options = Object.fromEntries(
  ['seed', 'entries', 'flips', 'whole', 'rounds', 'questions'].map((name) => [name, { type: 'string' as const }]),
)
const { values, positionals } = parseArgs({ options, allowPositionals: true })
const seed = Number(values.seed ?? Date.now() % 1_000_000)
say(`seed ${seed}`)
const started = performance.now()
const CAMPAIGNS: Readonly<Record<string, (seed: number, values: Values) => Promise<boolean>>> = {
  flips,
  kill,
  console: (_, { questions }) => consoleCampaign(Number(questions ?? 5_000), say),
}
const campaign = CAMPAIGNS[positionals[0] ?? '']
if (campaign) {
  process.exitCode = (await campaign(seed, values)) ? 0 : 1
  say(`${Math.round((performance.now() - started) / 1000)} s`)
} else {
  process.stderr.write(USAGE)
  process.exitCode = 2
}
