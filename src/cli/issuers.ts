/** Whose tokens count: the issuers of the configuration, and in development, without any, the one of this machine. */

import { developmentIssuer } from '../auth/dev-issuer.ts'
import type { Issuer } from '../auth/issuers.ts'
import type { Config } from '../config.ts'
import { StartFailure } from '../upkeep.ts'

export async function trustedIssuers({ mode, issuers, keysDir }: Config): Promise<readonly Issuer[]> {
  if (mode !== 'development' || issuers.length > 0) return issuers
  try {
    return [await developmentIssuer(keysDir)]
  } catch (error) {
    throw new StartFailure('the keys of the development issuer cannot be made in SLUIS_KEYS_DIR', { cause: error })
  }
}
