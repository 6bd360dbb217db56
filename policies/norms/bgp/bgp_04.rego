# METADATA
# title: Afgewezen signaal wordt niet gebruikt
# description: A rejected signal is kept encrypted for one year and then destroyed; it is not used meanwhile.
# custom:
#   id: BGP-04
#   act: BGP
#   article: Modelprotocol binnengemeentelijke gegevensdeling, stap 2
#   tier: 3
#   certainty: V3
#   effect: deny + obligation
#   absence: null
#   inferred: >-
#     A year is 365 days, of which the last still counts. On every day after it, destroying is due at once, also if nobody
#     reported it. Where the day of rejection is not known, the year is not taken to be over (I).
#   title:
#     nl: Afgewezen signaal wordt niet gebruikt
#     en: A rejected signal is not used
#   text:
#     nl: >-
#       Dit signaal is niet in behandeling genomen. Het blijft een jaar versleuteld bewaard en wordt dan vernietigd.
#       U mag het niet gebruiken.
#     en: >-
#       This signal was not taken up. It is kept encrypted for one year and then destroyed. It may not be used.
#   remedies: [NEW_SIGNAL]
package norms.bgp.bgp_04

import data.lib

destroy := {"norm": "BGP-04", "effect": "oblige", "obligation": "DESTROY_AFTER_YEAR"}

destroy_now := {"norm": "BGP-04", "effect": "oblige", "obligation": "DESTROY"}

findings contains {"norm": "BGP-04", "effect": "deny"} if rejected

findings contains destroy if {
	rejected
	not year_over
}

findings contains destroy_now if {
	rejected
	year_over
}

# The year begins when the signal is rejected.
acts contains destroy if {
	input.act.kind == "transition"
	input.case.regime == "BGP"
	input.act.to == "B0"
}

acts contains {"norm": "BGP-04", "effect": "deny"} if {
	lib.adds_to_case
	input.case.regime == "BGP"
	input.case.state == "B0"
}

rejected if {
	lib.bgp
	lib.state == "B0"
}

year_over if {
	is_number(input.case.rejectedDay)
	input.today - input.case.rejectedDay > 365
}
