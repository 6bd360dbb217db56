/** A message that stands out, with a word for its kind: colour alone says nothing (WCAG 1.4.1). */
import type { Child } from 'hono/jsx'

type Props = {
  readonly kind: 'info' | 'ok' | 'warning' | 'error'
  readonly title?: string
  /** What just happened, and is to be read out first. */
  readonly focus?: boolean
  readonly children: Child
}

const ICON: Readonly<Record<Props['kind'], string>> = {
  info: 'M12 11v6M12 7v.5',
  ok: 'M7.5 12.5l3 3 6-7',
  warning: 'M12 10v5M12 17.5v.5',
  error: 'M8.5 8.5l7 7M15.5 8.5l-7 7',
}

export function Alert({ kind, title, focus, children }: Props) {
  return (
    <div class={`utrecht-alert utrecht-alert--${kind}`} role={focus ? 'alert' : undefined}>
      <Icon kind={kind} />
      <div class="utrecht-alert__content">
        {title ? <h2 class="nl-heading nl-heading--level-3">{title}</h2> : null}
        {children}
      </div>
    </div>
  )
}

/** Beside the words, for who looks quickly: it says nothing of its own. */
function Icon({ kind }: Pick<Props, 'kind'>) {
  return (
    <svg class="sluis-alert__icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      {kind === 'warning' ? (
        <path d="M12 3L22 21H2z" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" />
      ) : (
        <circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" stroke-width="2" />
      )}
      <path d={ICON[kind]} fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" />
    </svg>
  )
}
