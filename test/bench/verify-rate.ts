/**
 * Verify rate of the stand-alone verifier: `node --import tsx test/bench/verify-rate.ts [entries]`. Real decisions and
 * settlements, one core, the file as the build makes it. Prints entries a minute, bytes an entry, and the most memory it took.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { openParts } from '../../src/log/entry.ts'
import { LOG } from '../log/tree/signers.ts'
import { openGarage, permitted } from '../support/garage.ts'
import { type Contents, generatedExport } from '../support/generated-export.ts'
import { openWorld } from '../support/world.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PEAK = 'data:text/javascript,process.on("exit",()=>process.stderr.write(JSON.stringify(process.resourceUsage())))'

/** Parts of one question that was answered, as the log has them. */
async function realContents(): Promise<Contents> {
  const world = await openWorld()
  try {
    const { caseId, cast } = await openGarage(world, 'B4')
    await permitted(cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
    await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')))
    const answer = await permitted(
      cast.asker.post('/v1/inquiries', municipal(caseId, 'BEL/heffingen', 'DETAIL', ['kwijtschelding'])),
    )
    const { ledger } = world.node.ports
    const [decision, settlement] = [await ledger.entry(String(answer.id)), await ledger.settlementOf(String(answer.id))]
    if (!decision || !settlement) throw new Error('no decision and settlement')
    const { disclosure: _, ...settled } = await openParts(world.node.ports, settlement)
    return { decision: await openParts(world.node.ports, decision), settlement: settled }
  } finally {
    await world.close()
  }
}

const entries = Number(process.argv[2] ?? 20_000)
const folder = mkdtempSync(join(tmpdir(), 'sluis-verify-rate-'))
try {
  const program = join(folder, 'sluis-verify.mjs')
  const file = join(folder, 'export.ndjson')
  execFileSync('npm', ['run', '-s', 'build:verify', '--', `--outfile=${program}`], { cwd: ROOT })
  await pipeline(Readable.from(generatedExport(entries, await realContents())), createWriteStream(file))
  const run = spawnSync(process.execPath, ['--import', PEAK, program, '--key', LOG.verifierKey, file], {
    encoding: 'utf8',
  })
  const used: NodeJS.ResourceUsage = JSON.parse(run.stderr)
  // Of one core: what the rest of the machine did meanwhile is not counted.
  const seconds = (used.userCPUTime + used.systemCPUTime) / 1_000_000
  process.stdout.write(
    `${run.stdout}exit ${run.status}: ${Math.round((entries / seconds) * 60)} entries a minute of one core, ${Math.round(statSync(file).size / entries)} bytes an entry, ${Math.round(used.maxRSS / 1024)} MB at most\n`,
  )
} finally {
  rmSync(folder, { recursive: true })
}
