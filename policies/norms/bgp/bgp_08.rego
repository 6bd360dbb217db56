# METADATA
# title: Weging 4, wie pakt het op?
# description: >-
#   A relevant hit must sufficiently confirm the signal; departments act, the team leads, or the case goes to the
#   RIEC.
# custom:
#   id: BGP-08
#   act: BGP
#   article: Modelprotocol binnengemeentelijke gegevensdeling, stap 3, weging 4
#   tier: 3
#   certainty: V3
#   effect: deny
#   absence: deny
#   inferred: >-
#     Sending a hit outside during source research runs ahead of weighing 4, so it is refused by this norm as well as
#     by BGP-11 (I).
#   title:
#     nl: Weging 4, wie pakt het op?
#     en: Weighing 4, who takes it up?
#   text:
#     nl: >-
#       Na het bronnenonderzoek kiest het team hoe het verder gaat: afdelingen, casusoverleg of RIEC (weging 4).
#       Daarvóór gaat de zaak niet verder en gaat er niets naar buiten.
#     en: >-
#       After source research the team chooses how to go on: departments, case conference or RIEC (weighing 4).
#       Before that the case does not move on and nothing goes outside.
#   remedies: [COMPLETE_WEIGHING, SIGNAL_TO_RIEC]
package norms.bgp.bgp_08

import data.lib

acts contains {"norm": "BGP-08", "effect": "deny"} if {
	lib.bgp_move[1] == "B4"
	not weighed
}

findings contains {"norm": "BGP-08", "effect": "deny"} if {
	lib.bgp
	lib.state == "B3"
	not inside
	not weighed
}

weighed if count(lib.outcomes_w4 & {"MONO_MULTI", "CASUSOVERLEG", "RIEC"}) > 0

inside if lib.recipient_kind == "DEPT"
