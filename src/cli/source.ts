/**
 * `sluis source check [<id>] [--oin <OIN>] [--json]`: reaches the configured sources without asking about anybody.
 *
 * Exit codes: 0 every source was reached; 1 at least one was not; 2 wrong use; 3 a configuration with errors.
 */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type CatalogueSource, sourceSchema } from '../policy/facts.ts'
import { SourceFailure } from '../source-port.ts'
import type { Connection } from '../sources/connections.ts'
import { buildSources, loadSourcesConfig } from '../sources/registry.ts'
import { type CommandIo, EXIT, EXIT_HELP, PROCESS } from './help.ts'

export const SOURCE_HELP = `sluis source check [<bron>] [--oin <OIN>] [--json]

Controleert of bronnen bereikbaar zijn, zonder naar iemand te vragen.
Checks whether sources can be reached, without asking about anybody.

  --oin <OIN>   alleen deze organisatie / this organisation only
  --json        voor machines / machine readable

Configuratie / configuration: SLUIS_SOURCES_FILE
Een bron die niet bereikt is, geeft 1 / a source that was not reached gives 1

${EXIT_HELP}`

export async function sourceCommand(args: readonly string[], io: CommandIo = PROCESS): Promise<number> {
  const asked = parsed(args)
  if (asked?.help) {
    io.out(SOURCE_HELP)
    return EXIT.ok
  }
  if (!asked) {
    io.err(SOURCE_HELP)
    return EXIT.usage
  }
  const file = io.env.SLUIS_SOURCES_FILE
  if (!file) {
    io.err('SLUIS_SOURCES_FILE ontbreekt / is missing\n')
    return EXIT.configuration
  }
  const catalogue = await readCatalogue()
  const config = await loadSourcesConfig(file, catalogue)
  if (!config.ok) {
    for (const { pointer, message } of config.problems) io.err(`${pointer || '/'}: ${message}\n`)
    return EXIT.configuration
  }
  const parts = { catalogue, env: io.env, clock: () => new Date(), observe: () => undefined }
  const registry = buildSources({ ...parts, config: config.value, folder: config.folder })
  try {
    const wanted = registry.connections.filter(
      (one) =>
        (asked.id === undefined || one.source === asked.id) && (asked.oin === undefined || one.oin === asked.oin),
    )
    if (wanted.length === 0) {
      io.err('Geen bron met die naam ingesteld / no such source is configured\n')
      return EXIT.usage
    }
    const results = await Promise.all(wanted.map(checked))
    io.out(asked.json ? `${JSON.stringify(results, null, 2)}\n` : results.map(lineOf).join(''))
    return results.every((result) => result.reached) ? EXIT.ok : EXIT.refused
  } finally {
    await registry.close()
  }
}

type Result = {
  readonly oin: string
  readonly source: string
  readonly kind: Connection['kind']
  readonly reached: boolean
  readonly failure: SourceFailure['kind'] | null
}

async function checked({ oin, source, kind, connector }: Connection): Promise<Result> {
  try {
    await connector.check()
    return { oin, source, kind, reached: true, failure: null }
  } catch (error) {
    const failure = error instanceof SourceFailure ? error.kind : 'malformed'
    return { oin, source, kind, reached: false, failure }
  }
}

function lineOf({ oin, source, kind, failure }: Result): string {
  return `${source} (${kind}, ${oin}): ${failure === null ? 'bereikt / reached' : EXPLAINED[failure]}\n`
}

const EXPLAINED: Readonly<Record<SourceFailure['kind'], string>> = {
  unreachable: 'geen verbinding / no connection',
  timeout: 'geen antwoord binnen de tijd / no answer in time',
  refused: 'weigert ons of onze gegevens / refuses us or our credentials',
  'too-large': 'te groot / too large',
  malformed: 'heeft een andere vorm dan ingesteld / has another form than configured',
  'wrong-type': 'heeft andere waarden dan de catalogus / has other values than the catalogue',
  busy: 'bezet / busy',
  'not-connected': 'sleutel, certificaat of geheim ontbreekt / key, certificate or secret is missing',
  'circuit-open': 'tijdelijk afgesloten na fouten / closed for a while after failures',
}

function parsed(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { oin: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    })
    const [verb, id, ...rest] = positionals
    if (!values.help && (verb !== 'check' || rest.length > 0)) return undefined
    return { id, oin: values.oin, json: values.json ?? false, help: values.help ?? false }
  } catch {
    return undefined
  }
}

/** The catalogue as it lies beside the code: the same table that the policy bundle is built from. */
async function readCatalogue(): Promise<Readonly<Record<string, CatalogueSource>>> {
  const text = await readFile(new URL('../../policies/facts/sources.json', import.meta.url), 'utf8')
  return z.record(z.string(), sourceSchema).parse(JSON.parse(text))
}
