# METADATA
# title: Protocol vastgesteld en zaak open
# description: >-
#   College and burgemeester must each have adopted the protocol with fixed retention; after closing nothing is
#   shared.
# custom:
#   id: BGP-12
#   act: BGP
#   article: Modelprotocol binnengemeentelijke gegevensdeling, vaststelling en stap 4
#   tier: 3
#   certainty: V3
#   effect: deny + obligation
#   absence: null
#   title:
#     nl: Protocol vastgesteld en zaak open
#     en: Protocol adopted and case open
#   text:
#     nl: >-
#       Het protocol geldt alleen als college en burgemeester het allebei hebben vastgesteld. Na afsluiting wordt
#       niets meer gedeeld, en na de bewaartermijn wordt alles vernietigd.
#     en: >-
#       The protocol applies only if college and burgemeester have both adopted it. After closing nothing is shared,
#       and after the retention term everything is destroyed.
#   remedies: [ADOPT_PROTOCOL, NEW_SIGNAL]
package norms.bgp.bgp_12

import data.lib

findings contains {"norm": "BGP-12", "effect": "deny"} if {
	lib.bgp
	not adopted
}

findings contains {"norm": "BGP-12", "effect": "deny"} if {
	lib.bgp
	lib.state in {"B6", "B7"}
}

findings contains {"norm": "BGP-12", "effect": "deny"} if past_retention

findings contains {"norm": "BGP-12", "effect": "oblige", "obligation": "DESTROY"} if past_retention

acts contains {"norm": "BGP-12", "effect": "deny"} if {
	input.act.kind == "open"
	input.act.regime == "BGP"
	not adopted
}

# Each for its own powers, so one of the two is not enough.
adopted if {
	"COL" in lib.settings.bgp.adoptedBy
	"BGM" in lib.settings.bgp.adoptedBy
}

acts contains {"norm": "BGP-12", "effect": "deny"} if {
	lib.adds_to_case
	input.case.regime == "BGP"
	ended
}

ended if input.case.state in {"B6", "B7"}

ended if retention_over

ended if not adopted

past_retention if {
	lib.bgp
	lib.state
	retention_over
}

retention_over if {
	input.case.closedDay + lib.settings.bgp.retentionDays < input.today
}
