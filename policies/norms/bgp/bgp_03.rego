# METADATA
# title: Weging 3, hoe zwaar is het signaal?
# description: >-
#   Weight is judged on objective, recorded local criteria; only the outcome to go on opens source research.
# custom:
#   id: BGP-03
#   act: BGP
#   article: Modelprotocol binnengemeentelijke gegevensdeling, stap 2, weging 3
#   tier: 3
#   certainty: V3
#   effect: deny
#   absence: deny
#   title:
#     nl: Weging 3, hoe zwaar is het signaal?
#     en: Weighing 3, how serious is the signal?
#   text:
#     nl: >-
#       Het ondermijningsteam weegt het signaal met vaste lokale criteria (weging 3). Pas als de uitkomst ‘verder’
#       is, begint het bronnenonderzoek.
#     en: >-
#       The team weighs the signal by fixed local criteria (weighing 3). Only the outcome to go on starts source
#       research.
#   remedies: [COMPLETE_WEIGHING]
package norms.bgp.bgp_03

import data.lib

findings contains {"norm": "BGP-03", "effect": "deny"} if {
	lib.bgp
	lib.state == "B2"
	count(lib.outcomes_w3 & {"NONE", "DEPT", "RIEC", "NEXT"}) == 0
}

# Two outcomes that contradict each other are no outcome.
acts contains {"norm": "BGP-03", "effect": "deny"} if {
	lib.bgp_move == ["B2", "B3"]
	lib.outcomes_w3 != {"NEXT"}
}
