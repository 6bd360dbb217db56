/** `sluis openapi`: the description of the API as `/v1/openapi.json` gives it, without starting a server. */
import { parseArgs } from 'node:util'
import { openApiDocument } from '../api/openapi.ts'
import { type CommandIo, EXIT, EXIT_HELP, PROCESS } from './help.ts'

export const OPENAPI_HELP = `sluis openapi

Geeft de beschrijving van de API (OpenAPI, JSON), zoals /v1/openapi.json.
Prints the description of the API (OpenAPI, JSON), as /v1/openapi.json does.

${EXIT_HELP}`

export async function openapiCommand(args: readonly string[], io: CommandIo = PROCESS): Promise<number> {
  parseArgs({ args: [...args], options: {} })
  io.out(`${JSON.stringify(openApiDocument(), null, 2)}\n`)
  return EXIT.ok
}
