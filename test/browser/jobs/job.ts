/** What somebody comes to the console for: done on whatever world the stage has, small in tests and large in a campaign. */
import type { Stage } from '../../support/stage.ts'

export type Job = {
  /** Of the people of the demo, by the last part of their name. */
  readonly as: string
  readonly does: string
  /** Throws when it could not be done. */
  run(stage: Stage): Promise<void>
}
